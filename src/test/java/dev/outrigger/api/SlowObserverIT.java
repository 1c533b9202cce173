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

/// A client that does not read what it asked for.
@ParameterizedClass
@EnumSource(TestReplica.class)
class SlowObserverIT extends OnEveryReplica {
    private static final String POSTS = "/v1/models/Post";
    private static final int STUCK = 100;

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
                                .with(ObserveLimits.defaults().withPatience(20, Duration.ZERO)));
    }

    /// More than fits into the buffers between two sockets, a few hundred times over.
    private void large(String id) {
        String title = "x".repeat(100_000);
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
        long before = usedMemory();

        // When
        for (int number = 1; number <= 150; number++) {
            large("p" + number);
            other.next("change");
        }

        // Then
        assertThat(usedMemory() - before).isLessThan(STUCK * 150L * 100_000 / 10);
        ObserveClient slow = stuck.getFirst();
        slow.read();
        Map<String, @Nullable Object> frame = slow.next();
        while (frame.get("type").equals("change")) {
            frame = slow.next();
        }
        assertThat(((Map<?, ?>) frame.get("problem")).get("type"))
                .isEqualTo("urn:outrigger:problem:too-slow");
    }

    /// On the heap, and what sockets have to write beside it.
    private static long usedMemory() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory() + PlatformDependent.usedDirectMemory();
    }
}
