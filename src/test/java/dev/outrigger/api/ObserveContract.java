package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.outrigger.api.observe.ObserveLimits;
import dev.outrigger.replica.ReplicaStore;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jspecify.annotations.Nullable;

/// What observers may rely on, over any replica.
abstract class ObserveContract {
    private static final String POSTS = "/v1/models/Post";

    final FakeSyncControl sync = new FakeSyncControl();

    private final List<ObserveClient> clients = new ArrayList<>();
    ReplicaStore store;
    ApiServer server;

    /// An empty replica of [TestSchema].
    abstract ReplicaStore store();

    @BeforeEach
    void start() {
        store = store();
        server = new ApiServer(store, sync, ApiSettings.loopback(0));
    }

    @AfterEach
    void stop() {
        clients.forEach(ObserveClient::close);
        server.close();
    }

    @Test
    void tellsEveryChangeWithItsItemAndSeq() {
        // Given
        ObserveClient client = observing("{\"type\": \"observe\", \"id\": \"1\"}");
        long seq = number(client.next("started"), "seq");

        // When
        post("p1", 1);
        server.patch(POSTS + "/p1", "{\"rating\": 2}");
        server.put("/v1/models/Inventory/a/7/b", "{\"count\": 1}");
        server.delete(POSTS + "/p1");

        // Then
        List<Map<String, @Nullable Object>> changes = client.changes(4);
        assertThat(changes).extracting("op").containsExactly("INSERT", "UPDATE", "INSERT", "DELETE");
        assertThat(changes.stream().map(change -> number(change, "seq")))
                .containsExactly(seq + 1, seq + 2, seq + 3, seq + 4);
        assertThat(changes.getFirst().keySet())
                .containsExactly("type", "id", "seq", "op", "model", "key", "item", "origin");
        assertThat(changes.getFirst())
                .containsEntry("id", "1")
                .containsEntry("model", "Post")
                .containsEntry("key", Map.of("id", "p1"))
                .containsEntry("origin", "local");
        assertThat((Map<?, ?>) changes.get(1).get("item"))
                .extracting("rating", "_pending")
                .containsExactly(2, true);
        assertThat(changes.get(2).get("key"))
                .isEqualTo(Map.of("productId", "a", "warehouse", 7, "name", "b"));
        client.expectNothingElse();
    }

    @Test
    void AC146_narrowsToAModelAnItemOrAFilter() {
        // Given
        ObserveClient model =
                observing("{\"type\": \"observe\", \"id\": \"1\", \"model\": \"Inventory\"}");
        ObserveClient item =
                observing(
                        """
                        {"type": "observe", "id": "1", "model": "Post", "key": {"id": "p2"}}
                        """);
        ObserveClient filter =
                observing(
                        """
                        {"type": "observe", "id": "1", "model": "Post",
                         "filter": {"rating": {"gt": 3}}}
                        """);
        List.of(model, item, filter).forEach(client -> client.next("started"));

        // When
        post("p1", 1);
        post("p2", 2);
        post("p3", 5);
        server.put("/v1/models/Inventory/a/7/b", "{\"count\": 1}");
        List.of("p1", "p2", "p3").forEach(id -> server.delete(POSTS + "/" + id));

        // Then
        assertThat(told(model, 1)).containsExactly("INSERT a");
        assertThat(told(item, 2)).containsExactly("INSERT p2", "DELETE p2");
        assertThat(told(filter, 2)).containsExactly("INSERT p3", "DELETE p3");
        List.of(model, item, filter).forEach(ObserveClient::expectNothingElse);
    }

    @Test
    void tellsOfItemsThatComeIntoAFilterAndLeaveIt() {
        // Given
        post("p1", 1);
        ObserveClient client =
                observing(
                        """
                        {"type": "observe", "id": "1", "model": "Post",
                         "filter": {"rating": {"gt": 3}}}
                        """);
        client.next("started");

        // When
        for (int rating : List.of(2, 4, 5, 3, 2)) {
            server.patch(POSTS + "/p1", "{\"rating\": " + rating + "}");
        }

        // Then
        assertThat(told(client, 3)).containsExactly("INSERT p1", "UPDATE p1", "DELETE p1");
        client.expectNothingElse();
    }

    @Test
    void AC153_resumesWithExactlyTheMissedChanges() {
        // Given
        ObserveClient first = observing("{\"type\": \"observe\", \"id\": \"1\"}");
        long begin = number(first.next("started"), "seq");
        post("p1", 1);
        long seen = number(first.next("change"), "seq");
        first.close();
        post("p2", 2);
        server.patch(POSTS + "/p1", "{\"rating\": 9}");

        // When
        ObserveClient second = observing(since(seen));
        post("p3", 3);

        // Then
        assertThat(number(second.next("started"), "seq")).isEqualTo(seen);
        assertThat(told(second, 3)).containsExactly("INSERT p2", "UPDATE p1", "INSERT p3");
        second.expectNothingElse();
        assertThat(told(observing(since(begin)), 1, "started")).containsExactly("INSERT p1");
    }

    @Test
    void AC153_losesAndRepeatsNothingWhileReconnectingUnderLoad() {
        // Given
        int saves = 1_500;
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> posts(saves));

        // When
        List<Long> seqs = new ArrayList<>();
        long since = 0;
        while (seqs.size() < saves) {
            ObserveClient client = observing(since(since));
            client.next("started");
            int part = Math.min(97, saves - seqs.size());
            for (Map<String, @Nullable Object> change : client.changes(part)) {
                seqs.add(number(change, "seq"));
            }
            client.close();
            since = seqs.getLast();
        }

        // Then
        writing.join();
        for (int position = 0; position < saves; position++) {
            assertThat(seqs.get(position)).isEqualTo(position + 1L);
        }
    }

    @Test
    void AC153_resumesAfterARestartOfTheSidecar() {
        // Given
        post("p1", 1);
        post("p2", 2);
        server.close();

        // When
        server = new ApiServer(store, sync, ApiSettings.loopback(0));
        ObserveClient client = observing(since(1));

        // Then
        assertThat(told(client, 1, "started")).containsExactly("INSERT p2");
        post("p3", 3);
        assertThat(told(client, 1)).containsExactly("INSERT p3");
    }

    @Test
    void refusesToResumeFromTheFuture() {
        // Given
        post("p1", 1);

        // When
        ObserveClient client = observing(since(2));

        // Then
        Map<?, ?> problem = problem(client, "1");
        assertThat(problem.get("type")).isEqualTo("urn:outrigger:problem:since-ahead");
        assertThat(problem.get("newestSeq")).isEqualTo(1);
    }

    @Test
    void AC147_saysThatObservationsDoNotFollowRelations() {
        // When
        ObserveClient client =
                observing(
                        """
                        {"type": "observe", "id": "1", "model": "Post",
                         "filter": {"not": {"comments": {"content": {"eq": "x"}}}}}
                        """);

        // Then
        assertThat(problem(client, "1").get("type"))
                .isEqualTo("urn:outrigger:problem:relations-not-supported");
    }

    @Test
    void AC148_AC150_AC151_sendsSortedSnapshotsOfWhatMatches() {
        // Given
        post("p1", 4);
        ObserveClient client =
                observing(
                        """
                        {"type": "observeQuery", "id": "2", "model": "Post",
                         "filter": {"rating": {"gt": 3}}, "sort": "rating:desc", "limit": 50}
                        """);
        client.next("started");

        // When
        Map<String, @Nullable Object> first = client.next("snapshot");
        post("p2", 7);
        post("p3", 5);
        post("p4", 1);

        // Then
        assertThat(first.keySet()).containsExactly("type", "id", "seq", "items", "isSynced");
        assertThat(first).containsEntry("id", "2").containsEntry("isSynced", true);
        assertThat(ratings(first)).containsExactly(4);
        awaitSnapshot(client, 7, 5, 4);
        server.patch(POSTS + "/p2", "{\"rating\": 2}");
        server.delete(POSTS + "/p1");
        assertThat(awaitSnapshot(client, 5)).isGreaterThan(number(first, "seq"));
    }

    @Test
    void snapshotsFollowRelations() {
        // Given
        post("p1", 1);
        ObserveClient client =
                observing(
                        """
                        {"type": "observeQuery", "id": "2", "model": "Post",
                         "filter": {"comments": {"content": {"eq": "wow"}}}}
                        """);
        client.next("started");
        awaitSnapshot(client);

        // When
        server.post(
                "/v1/models/Comment",
                "{\"id\": \"c1\", \"content\": \"wow\", \"postID\": \"p1\"}");

        // Then
        awaitSnapshot(client, 1);
    }

    @Test
    void AC149_batchesSnapshotsWhileTheModelIsPulledAndEndsThatWithModelSynced() {
        // Given
        sync.is("catching-up", "pulling");
        ObserveClient client =
                observing("{\"type\": \"observeQuery\", \"id\": \"2\", \"model\": \"Post\"}");
        client.next("started");
        assertThat(client.next("snapshot")).containsEntry("isSynced", false);

        // When
        post("p1", 1);
        post("p2", 2);
        sync.is("caught-up", "synced");
        sync.emit("modelSynced", Map.of("model", "Comment"));
        sync.emit("modelSynced", Map.of("model", "Post"));

        // Then
        Map<String, @Nullable Object> second = client.next("snapshot");
        assertThat(ratings(second)).containsExactly(1, 2);
        assertThat(second).containsEntry("isSynced", true);
        post("p3", 3);
        awaitSnapshot(client, 1, 2, 3);
    }

    @Test
    void tellsEngineEvents() {
        // Given
        ObserveClient client = observing("{\"type\": \"events\", \"id\": \"3\"}");
        client.next("started");

        // When
        await().until(() -> sync.observers() == 1);
        sync.emit("outboxStatus", Map.of("isEmpty", true));

        // Then
        assertThat(client.next("event"))
                .containsEntry("id", "3")
                .containsEntry("event", "outboxStatus")
                .containsEntry("payload", Map.of("isEmpty", true))
                .containsEntry("at", 1_772_443_800_123L);
    }

    @Test
    void AC152_stopsOnRequestAndReleasesEverythingWhenTheSocketCloses() {
        // Given
        ObserveClient client = observing("{\"type\": \"observe\", \"id\": \"1\"}");
        client.next("started");
        client.send("{\"type\": \"events\", \"id\": \"2\"}");
        client.next("started");
        await().until(() -> sync.observers() == 1);

        // When
        client.send("{\"type\": \"stop\", \"id\": \"1\"}");

        // Then
        assertThat(client.next("stopped")).containsEntry("id", "1");
        post("p1", 1);
        client.expectNothingElse();
        client.close();
        await().until(() -> sync.observers() == 0);
    }

    @Test
    void AC152_closesOpenSocketsWhenTheApiStops() {
        // Given
        ObserveClient client = observing("{\"type\": \"events\", \"id\": \"2\"}");
        client.next("started");

        // When
        server.close();

        // Then
        await().until(client::isClosed);
        await().until(() -> sync.observers() == 0);
        start();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                              | json-malformed",
                "[]                                             | frame-invalid",
                "{\"type\": \"observe\"}                        | frame-invalid",
                "{\"id\": 1, \"type\": \"observe\"}             | frame-invalid",
                "{\"id\": \"1\"}                                | frame-invalid",
            })
    void refusesFramesWithoutAnId(String frame, String slug) {
        Map<?, ?> problem = problem(observing(frame), null);
        assertThat(problem.get("type")).isEqualTo("urn:outrigger:problem:" + slug);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"type\": \"watch\"                                      | frame-invalid",
                "\"type\": \"stop\"                                       | observation-unknown",
                "\"type\": \"events\", \"model\": \"Post\"                | frame-invalid",
                "\"type\": \"observe\", \"filtre\": {}                    | frame-invalid",
                "\"type\": \"observe\", \"filter\": {}                    | frame-invalid",
                "\"type\": \"observe\", \"since\": -1                     | frame-invalid",
                "\"type\": \"observe\", \"since\": 1.5                    | frame-invalid",
                "\"type\": \"observe\", \"model\": \"Nope\"               | model-unknown",
                "\"type\": \"observe\", \"model\": \"Post\", \"key\": 1   | frame-invalid",
                "\"type\": \"observe\", \"model\": \"Post\", \"key\": {}  | key-invalid",
                "\"type\": \"observe\", \"model\": \"Post\", \"key\": {\"x\": 1} | key-invalid",
                "\"type\": \"observe\", \"model\": \"Post\", \"filter\": {\"x\": {}} |"
                        + " predicate-invalid",
                "\"type\": \"observeQuery\"                               | frame-invalid",
                "\"type\": \"observeQuery\", \"model\": \"Post\", \"page\": 1 | frame-invalid",
                "\"type\": \"observeQuery\", \"model\": \"Post\", \"sort\": \"x\" |"
                        + " parameter-invalid",
                "\"type\": \"observeQuery\", \"model\": \"Post\", \"limit\": 0 |"
                        + " parameter-invalid",
            })
    void refusesFramesThatMakeNoSenseUnderTheirId(String members, String slug) {
        // Given
        ObserveClient client = observing("{\"id\": \"7\", " + members + "}");

        // When
        Map<?, ?> problem = problem(client, "7");

        // Then
        assertThat(problem.get("type")).isEqualTo("urn:outrigger:problem:" + slug);
        client.send("{\"type\": \"observe\", \"id\": \"7\"}");
        client.next("started");
    }

    @Test
    void refusesBinaryFramesAndClosesOnOneThatIsTooLarge() {
        // Given
        ObserveClient client = observing("{\"type\": \"observe\", \"id\": \"1\"}");
        client.next("started");

        // When
        client.socket().sendBinary(ByteBuffer.wrap(new byte[] {1}), true).join();

        // Then
        assertThat(problem(client, null).get("type"))
                .isEqualTo("urn:outrigger:problem:frame-invalid");
        client.socket().sendText("x".repeat(70_000), true);
        await().until(client::isClosed);
    }

    @Test
    void limitsTheObservationsOfAConnection() {
        // Given
        ObserveClient client = observing("{\"type\": \"observe\", \"id\": \"0\"}");
        client.next("started");
        for (int id = 1; id < 100; id++) {
            client.send("{\"type\": \"observe\", \"id\": \"" + id + "\"}");
            client.next("started");
        }

        // When
        client.send("{\"type\": \"observe\", \"id\": \"5\"}");
        Map<?, ?> taken = problem(client, "5");
        client.send("{\"type\": \"observe\", \"id\": \"100\"}");
        Map<?, ?> tooMany = problem(client, "100");

        // Then
        assertThat(taken.get("type")).isEqualTo("urn:outrigger:problem:observation-id-taken");
        assertThat(tooMany.get("type")).isEqualTo("urn:outrigger:problem:observations-too-many");
        assertThat(tooMany.get("limit")).isEqualTo(100);
    }

    @Test
    void tellsASlowClientSoAndHoldsUpNobody() {
        // Given
        server.close();
        server = new ApiServer(store, sync, impatient());
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
        ApiLimits usual = ApiLimits.defaults();
        ObserveLimits observing = ObserveLimits.defaults();
        return new ApiSettings(
                "127.0.0.1",
                0,
                Set.of(),
                ApiProtection.none(),
                new ApiLimits(
                        usual.bodyBytes(),
                        usual.urlBytes(),
                        usual.pageItems(),
                        usual.deleteBatch(),
                        new ObserveLimits(
                                observing.observations(),
                                observing.frameBytes(),
                                20,
                                Duration.ZERO,
                                observing.snapshots())));
    }

    ObserveClient observing(String frame) {
        ObserveClient client = server.observe();
        clients.add(client);
        client.send(frame);
        return client;
    }

    static String since(long seq) {
        return "{\"type\": \"observe\", \"id\": \"1\", \"since\": " + seq + "}";
    }

    static Map<?, ?> problem(ObserveClient client, @Nullable String id) {
        Map<String, @Nullable Object> frame = client.next("error");
        assertThat(frame).containsEntry("id", id);
        return (Map<?, ?>) frame.get("problem");
    }

    void post(String id, int rating) {
        assertThat(server.post(POSTS, RestContract.post(id, rating)).status()).isEqualTo(201);
    }

    private void posts(int count) {
        for (int number = 1; number <= count; number++) {
            post("p" + number, number);
        }
    }

    /// More than fits into the buffers between two sockets, a few hundred times over.
    private void large(String id) {
        String title = "x".repeat(100_000);
        server.post(
                POSTS,
                "{\"id\": \"%s\", \"title\": \"%s\", \"status\": \"ACTIVE\"}".formatted(id, title));
    }

    private static List<String> told(ObserveClient client, int count) {
        return client.changes(count).stream()
                .map(
                        change ->
                                change.get("op")
                                        + " "
                                        + ((Map<?, ?>) change.get("key"))
                                                .values()
                                                .iterator()
                                                .next())
                .toList();
    }

    private static List<String> told(ObserveClient client, int count, String after) {
        client.next(after);
        return told(client, count);
    }

    /// Reads snapshots until one has these ratings, in this order; answers its seq.
    private static long awaitSnapshot(ObserveClient client, Integer... ratings) {
        while (true) {
            Map<String, @Nullable Object> snapshot = client.next("snapshot");
            if (ratings(snapshot).equals(List.of(ratings))) {
                return number(snapshot, "seq");
            }
        }
    }

    private static List<@Nullable Object> ratings(Map<String, @Nullable Object> snapshot) {
        List<@Nullable Object> ratings = new ArrayList<>();
        ((List<?>) snapshot.get("items"))
                .forEach(item -> ratings.add(((Map<?, ?>) item).get("rating")));
        return ratings;
    }

    private static long number(Map<String, @Nullable Object> frame, String name) {
        return ((Number) frame.get(name)).longValue();
    }
}
