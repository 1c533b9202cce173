package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.outrigger.api.EventsClient.Event;
import dev.outrigger.api.observe.ObserveLimits;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

/// What is observed by server-sent events.
@ParameterizedClass
@EnumSource(TestReplica.class)
class ServerSentEventsIT extends OnEveryReplica {
    private static final String PATH = "/v1/observe";
    private static final String POSTS = "/v1/models/Post";

    @Test
    void tellsWhatAWebSocketTellsWithTheSeqAsId() {
        // Given
        try (EventsClient client = events("")) {
            Event started = client.next("started");
            assertThat(client.header("Content-Type")).isEqualTo("text/event-stream");
            assertThat(client.header("Cache-Control")).isEqualTo("no-store");

            // When
            aPost("p1", 1);
            server.patch(POSTS + "/p1", "{\"rating\": 2}");
            server.delete(POSTS + "/p1");

            // Then
            long seq = Long.parseLong(started.id());
            List<Event> changes = client.changes(3);
            assertThat(changes)
                    .extracting(Event::id)
                    .containsExactly("" + (seq + 1), "" + (seq + 2), "" + (seq + 3));
            assertThat(changes.stream().map(change -> change.json().get("op")))
                    .containsExactly("INSERT", "UPDATE", "DELETE");
            assertThat(changes.getFirst().json().keySet())
                    .containsExactly("type", "seq", "op", "model", "key", "item", "origin");
        }
    }

    @Test
    void AC146_narrowsToAModelAnItemOrAFilterByQueryParameters() {
        // Given
        try (EventsClient model = events("?model=Inventory");
                EventsClient item = events("?model=Post&key=" + encoded("{\"id\": \"p2\"}"));
                EventsClient filter =
                        events("?model=Post&filter=" + encoded("{\"rating\": {\"gt\": 3}}"))) {
            List.of(model, item, filter).forEach(client -> client.next("started"));

            // When
            aPost("p1", 1);
            aPost("p2", 2);
            aPost("p3", 5);
            server.put("/v1/models/Inventory/a/7/b", "{\"count\": 1}");
            server.patch(POSTS + "/p3", "{\"rating\": 2}");
            server.delete(POSTS + "/p2");

            // Then
            assertThat(told(model.changes(1))).containsExactly("INSERT a");
            assertThat(told(item.changes(2))).containsExactly("INSERT p2", "DELETE p2");
            assertThat(told(filter.changes(2))).containsExactly("INSERT p3", "DELETE p3");
        }
    }

    @Test
    void AC153_losesAndRepeatsNothingWhenConnectionsAreCutUnderLoad() {
        // Given
        int saves = 300;
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> posts(saves));

        // When
        List<Long> seqs = new ArrayList<>();
        String lastId = "0";
        while (seqs.size() < saves) {
            // The URL is that of the first connection, as a browser's is.
            try (EventsClient client = events("?since=0", lastId)) {
                assertThat(client.next("started").id()).isEqualTo(lastId);
                int part = Math.min(47, saves - seqs.size());
                for (Event change : client.changes(part)) {
                    lastId = change.id();
                    seqs.add(Long.valueOf(lastId));
                }
            }
        }

        // Then
        writing.join();
        assertThat(seqs)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, saves).boxed().toList());
    }

    @Test
    void tellsASlowClientSoWhichResumesFromTheLastIdWithoutALoss() {
        // Given
        server.close();
        serve(observing(ObserveLimits.defaults().withPatience(20, Duration.ZERO)));
        int saves = 120;
        List<Long> seqs = new ArrayList<>();
        Map<String, @Nullable Object> end;
        String lastId;
        try (EventsClient slow = events("?model=Post");
                EventsClient other = events("?model=Post")) {
            slow.next("started");
            other.next("started");
            slow.pause();

            // When
            for (int number = 1; number <= saves; number++) {
                large("p" + number);
                other.next("change");
            }
            slow.goOn();

            // Then
            Event event = slow.next();
            while (event.json().get("type").equals("change")) {
                seqs.add(Long.valueOf(event.id()));
                event = slow.next();
            }
            slow.awaitEnd();
            end = event.json();
            lastId = slow.lastId();
        }
        assertThat(end).containsEntry("type", "error");
        assertThat(end.get("problem"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("type", "urn:outrigger:problem:too-slow");
        try (EventsClient again = events("?model=Post", lastId)) {
            again.next("started");
            again.changes(saves - seqs.size())
                    .forEach(change -> seqs.add(Long.valueOf(change.id())));
        }
        assertThat(seqs)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, saves).boxed().toList());
    }

    @Test
    void tellsWhereTheClientIsWhileNothingOfItsOwnHappens() {
        // Given
        server.close();
        serve(observing(ObserveLimits.defaults().withKeepAlive(Duration.ofMillis(20))));
        try (EventsClient client = events("?model=Inventory")) {
            client.next("started");

            // When
            posts(3);

            // Then
            await().until(() -> client.lastId().equals("3"));
            server.put("/v1/models/Inventory/a/7/b", "{\"count\": 1}");
            assertThat(told(client.changes(1))).containsExactly("INSERT a");
        }
    }

    @Test
    void AC148_answersALiveQueryAgainAfterChanges() {
        // Given
        aPost("p1", 1);
        try (EventsClient client =
                events("?type=observeQuery&model=Post&sort=rating:desc&limit=2")) {
            client.next("started");
            assertThat(ids(client.next("snapshot"))).containsExactly("p1");

            // When
            aPost("p2", 2);

            // Then
            assertThat(ids(client.next("snapshot"))).containsExactly("p2", "p1");
        }
    }

    @Test
    void tellsEngineEvents() {
        // Given
        try (EventsClient client = events("?type=events")) {
            client.next("started");

            // When
            sync.emit("outboxStatus", Map.of("isEmpty", true));

            // Then
            assertThat(client.next("event").json())
                    .containsEntry("event", "outboxStatus")
                    .containsEntry("payload", Map.of("isEmpty", true));
        }
    }

    @Test
    void AC152_releasesEverythingWhenTheClientGoes() {
        // Given
        EventsClient client = events("?type=events");
        client.next("started");
        assertThat(sync.observers()).isEqualTo(1);

        // When
        client.close();

        // Then
        await().until(() -> sync.observers() == 0);
    }

    @Test
    void refusesWhatCannotBeObservedBeforeTheStreamBegins() {
        refuses("?type=watch", 400, "parameter-invalid");
        refuses("?modle=Post", 400, "parameter-unknown");
        refuses("?model=Post&model=Post", 400, "parameter-invalid");
        refuses("?model=Nothing", 404, "model-unknown");
        refuses("?filter=%7B%7D", 400, "parameter-invalid");
        refuses("?model=Post&filter=rating", 400, "json-malformed");
        refuses("?model=Post&filter=%7B%22no%22%3A1%7D", 400, "predicate-invalid");
        refuses("?model=Post&key=3", 400, "parameter-invalid");
        refuses("?model=Post&key=%7B%22no%22%3A1%7D", 400, "key-invalid");
        refuses("?since=x", 400, "parameter-invalid");
        refuses("?since=-1", 400, "parameter-invalid");
        refuses("?since=1", 400, "since-ahead");
        refuses("?model=Post&limit=3", 400, "parameter-invalid");
        refuses("?type=observeQuery", 400, "parameter-invalid");
        refuses("?type=observeQuery&model=Post&sort=nothing", 400, "parameter-invalid");
        refuses("?type=observeQuery&model=Post&since=0", 400, "parameter-invalid");
        refuses("?type=events&model=Post", 400, "parameter-invalid");
        assertThat(server.get(PATH, Map.of("Last-Event-ID", "x", "Accept", "text/event-stream")))
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(400))
                .satisfies(
                        answer ->
                                assertThat(answer.get("type"))
                                        .isEqualTo("urn:outrigger:problem:header-invalid"));
    }

    @Test
    void saysHowToAskWhenARequestDoesNot() {
        ApiServer.Answer answer = server.get(PATH + "?model=Post");

        assertThat(answer.status()).isEqualTo(426);
        assertThat((String) answer.get("detail")).contains("text/event-stream");
    }

    private void refuses(String query, int status, String slug) {
        ApiServer.Answer answer = server.get(PATH + query, Map.of("Accept", "text/event-stream"));
        assertThat(answer.get("type"))
                .as(query + " " + answer.get("detail"))
                .isEqualTo("urn:outrigger:problem:" + slug);
        assertThat(answer.status()).as(query).isEqualTo(status);
    }

    private EventsClient events(String query) {
        return server.events(server.request(PATH + query));
    }

    private EventsClient events(String query, String lastId) {
        HttpRequest.Builder request = server.request(PATH + query).header("Last-Event-ID", lastId);
        return server.events(request);
    }

    private static ApiSettings observing(ObserveLimits limits) {
        return ApiSettings.loopback(0).with(ApiLimits.defaults().with(limits));
    }

    private static String encoded(String text) {
        return ApiServer.encoded(text);
    }

    private static List<String> told(List<Event> changes) {
        return changes.stream().map(Event::json).map(ObserveClient::opAndKey).toList();
    }

    private static List<Object> ids(Event snapshot) {
        return ((List<?>) snapshot.json().get("items"))
                .stream().<Object>map(item -> ((Map<?, ?>) item).get("id")).toList();
    }

    /// More than fits into the buffers between two sockets, a few hundred times over.
    private void large(String id) {
        String title = "x".repeat(100_000);
        server.post(
                POSTS,
                "{\"id\": \"%s\", \"title\": \"%s\", \"status\": \"ACTIVE\"}".formatted(id, title));
    }
}
