package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.observe.ObserveLimits;

import io.netty.util.internal.PlatformDependent;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// A client that does not read what it asked for.
@ParameterizedClass
@EnumSource(TestReplica.class)
class SlowObserverIT extends OnEveryReplica {
    private static final String POSTS = "/v1/models/Post";
    private static final int STUCK = 100;
    private static final long CHANGES = 150;
    private static final int LARGE = 100_000;

    /// Changes that may wait for a client.
    private static final int WAITING = 20;

    /// Before a supervisor kills.
    private static final Duration STOP_LIMIT = Duration.ofSeconds(9);

    @Test
    void tellsASlowClientSoAndHoldsUpNobody() {
        // Given
        server.close();
        serve(impatient());
        ObserveClient slow = observing("{\"type\": \"observe\", \"id\": \"1\"}");
        ObserveClient other = observing("{\"type\": \"observe\", \"id\": \"1\"}");
        slow.next("started");
        other.next("started");
        slow.pause();

        // When
        int saves = 400;
        for (int number = 1; number <= saves; number++) {
            large("p" + number);
            other.next("change");
        }

        // Then
        slow.read();
        List<Long> seqs = new ArrayList<>();
        Map<String, @Nullable Object> frame = slow.next();
        while (frame.get("type").equals("change")) {
            seqs.add(number(frame, "seq"));
            frame = slow.next();
        }
        assertThat(frame).containsEntry("type", "error").containsEntry("id", "1");
        Map<?, ?> problem = (Map<?, ?>) frame.get("problem");
        assertThat(problem.get("type")).isEqualTo("urn:outrigger:problem:too-slow");
        long last = ((Number) problem.get("lastSeq")).longValue();
        assertThat(last).isEqualTo(seqs.getLast()).isLessThan(saves);
        slow.send(since(last));
        slow.next("started");
        slow.changes((int) (saves - last)).forEach(change -> seqs.add(number(change, "seq")));
        assertThat(seqs).hasSize(saves).isSorted().doesNotHaveDuplicates();
    }

    private static ApiSettings impatient() {
        return ApiSettings.loopback(0)
                .with(
                        ApiLimits.defaults()
                                .with(
                                        ObserveLimits.defaults()
                                                .withPatience(WAITING, Duration.ZERO)));
    }

    /// More than fits into the buffers between two sockets, a few hundred times over.
    private void large(String id) {
        String title = "x".repeat(LARGE);
        server.post(
                POSTS,
                "{\"id\": \"%s\", \"title\": \"%s\", \"status\": \"ACTIVE\"}".formatted(id, title));
    }

    /// Kept for each of them, what they leave unread would be more than this process may hold.
    @Test
    void whatManyClientsLeaveUnreadTakesNoMemory() {
        // Given
        server.close();
        serve(impatient());
        ObserveClient other = observing("{\"type\": \"observe\", \"id\": \"1\"}");
        other.next("started");
        List<ObserveClient> stuck = new ArrayList<>();
        for (int number = 0; number < STUCK; number++) {
            ObserveClient client = observing("{\"type\": \"observe\", \"id\": \"1\"}");
            client.next("started");
            client.pause();
            stuck.add(client);
        }

        // When
        long taken = takenByChanges(() -> other.next("change"));

        // Then
        assertThat(taken).isLessThan(STUCK * CHANGES * LARGE / 10);
        ObserveClient slow = stuck.getFirst();
        slow.read();
        assertThat(end(slow::next)).isEqualTo("urn:outrigger:problem:too-slow");
    }

    @Test
    void whatManyClientsOfServerSentEventsLeaveUnreadTakesNoMemory() {
        // Given
        server.close();
        serve(impatient());
        EventsClient other = events();
        other.next("started");
        List<EventsClient> stuck = new ArrayList<>();
        for (int number = 0; number < STUCK; number++) {
            EventsClient client = events();
            client.next("started");
            client.pause();
            stuck.add(client);
        }

        // When
        long taken = takenByChanges(() -> other.next("change"));

        // Then
        // Each has a text of its own of what waits for it.
        assertThat(taken).isLessThan(2 * STUCK * WAITING * LARGE);
        EventsClient slow = stuck.getFirst();
        slow.goOn();
        assertThat(end(() -> slow.next().json())).isEqualTo("urn:outrigger:problem:too-slow");
    }

    @Test
    void theServerStopsBesideClientsThatDoNotRead() {
        // Given
        ObserveClient socket = observing("{\"type\": \"observe\", \"id\": \"1\"}");
        socket.next("started");
        socket.pause();
        EventsClient events = events();
        events.next("started");
        events.pause();
        for (int number = 1; number <= CHANGES; number++) {
            large("p" + number);
        }

        // When
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);

        // Then
        assertThat(stopped).succeedsWithin(STOP_LIMIT);
    }

    private EventsClient events() {
        return server.events(server.request("/v1/observe"));
    }

    /// @param told waits until somebody who reads was told of a change
    private long takenByChanges(Runnable told) {
        long before = usedMemory();
        for (int number = 1; number <= CHANGES; number++) {
            large("p" + number);
            told.run();
        }
        return usedMemory() - before;
    }

    /// The problem with which an observation ends, after its changes.
    private static @Nullable Object end(Supplier<Map<String, @Nullable Object>> next) {
        Map<String, @Nullable Object> frame = next.get();
        while (frame.get("type").equals("change")) {
            frame = next.get();
        }
        return ((Map<?, ?>) frame.get("problem")).get("type");
    }

    /// On the heap, and what sockets have to write beside it.
    private static long usedMemory() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory() + PlatformDependent.usedDirectMemory();
    }
}
