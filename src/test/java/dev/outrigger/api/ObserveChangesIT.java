package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// Observations of changes: what they tell, and how they resume.
@ParameterizedClass
@EnumSource(TestReplica.class)
class ObserveChangesIT extends OnEveryReplica {
    private static final String POSTS = "/v1/models/Post";

    @Test
    void tellsEveryChangeWithItsItemAndSeq() {
        // Given
        ObserveClient client = observing("{\"type\": \"observe\", \"id\": \"1\"}");
        long seq = number(client.next("started"), "seq");

        // When
        aPost("p1", 1);
        server.patch(POSTS + "/p1", "{\"rating\": 2}");
        server.put("/v1/models/Inventory/a/7/b", "{\"count\": 1}");
        server.delete(POSTS + "/p1");

        // Then
        List<Map<String, @Nullable Object>> changes = client.changes(4);
        assertThat(changes)
                .extracting("op")
                .containsExactly("INSERT", "UPDATE", "INSERT", "DELETE");
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
        aPost("p1", 1);
        aPost("p2", 2);
        aPost("p3", 5);
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
        aPost("p1", 1);
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
    void AC147_tellsOfItemsThatARelatedOneBringsIntoAFilterAndOutOfIt() {
        // Given
        aPost("p1", 1);
        aComment("c1", "no");
        ObserveClient posts =
                observing(
                        """
                        {"type": "observe", "id": "1", "model": "Post",
                         "filter": {"comments": {"content": {"eq": "yes"}}}}
                        """);
        ObserveClient comments =
                observing(
                        """
                        {"type": "observe", "id": "1", "model": "Comment",
                         "filter": {"post": {"rating": {"gt": 3}}}}
                        """);
        List.of(posts, comments).forEach(client -> client.next("started"));

        // When
        server.patch("/v1/models/Comment/c1", "{\"content\": \"yes\"}");
        server.patch(POSTS + "/p1", "{\"rating\": 5}");
        aComment("c2", "yes");
        server.patch(POSTS + "/p1", "{\"rating\": 2}");
        server.delete("/v1/models/Comment/c1");
        server.delete("/v1/models/Comment/c2");

        // Then
        assertThat(told(posts, 4))
                .containsExactly("INSERT p1", "UPDATE p1", "UPDATE p1", "DELETE p1");
        assertThat(told(comments, 4))
                .containsExactly("INSERT c1", "INSERT c2", "DELETE c1", "DELETE c2");
        List.of(posts, comments).forEach(ObserveClient::expectNothingElse);
    }

    @Test
    void AC147_addsUpToTheAnswerOfTheQueryWhileSeveralWrite() {
        // Given
        String filter = "{\"comments\": {\"content\": {\"eq\": \"yes\"}}}";
        posts(2);
        for (int number = 1; number <= 4; number++) {
            String comment = "{\"id\": \"c%d\", \"content\": \"no\", \"postID\": \"p%d\"}";
            server.post("/v1/models/Comment", comment.formatted(number, 1 + number % 2));
        }
        ObserveClient client =
                observing(
                        "{\"type\": \"observe\", \"id\": \"1\", \"model\": \"Post\", \"filter\": "
                                + filter
                                + "}");
        client.next("started");

        // When
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (int number = 1; number <= 4; number++) {
            String path = "/v1/models/Comment/c" + number;
            writers.add(CompletableFuture.runAsync(() -> flickers(path)));
        }
        writers.forEach(CompletableFuture::join);
        aPost("p3", 1);
        server.post(
                "/v1/models/Comment",
                "{\"id\": \"end\", \"content\": \"yes\", \"postID\": \"p3\"}");

        // Then
        Set<Object> held = new HashSet<>();
        while (!held.contains(Map.of("id", "p3"))) {
            Map<String, @Nullable Object> change = client.next("change");
            Object key = change.get("key");
            boolean came = change.get("op").equals("INSERT");
            assertThat(came ? held.add(key) : held.remove(key)).as("%s", change).isTrue();
        }
        Set<Object> found = new HashSet<>();
        server.get(POSTS + "?filter=" + ApiServer.encoded(filter))
                .items()
                .forEach(item -> found.add(Map.of("id", item.get("id"))));
        assertThat(held).isEqualTo(found);
        client.expectNothingElse();
    }

    /// Begins to match and stops to, again and again.
    private void flickers(String path) {
        for (int time = 0; time < 30; time++) {
            String content = time % 2 == 0 ? "yes" : "no";
            server.patch(path, "{\"content\": \"" + content + "\"}");
        }
    }

    @Test
    void AC153_resumesWithExactlyTheMissedChanges() {
        // Given
        ObserveClient first = observing("{\"type\": \"observe\", \"id\": \"1\"}");
        long begin = number(first.next("started"), "seq");
        aPost("p1", 1);
        long seen = number(first.next("change"), "seq");
        first.close();
        aPost("p2", 2);
        server.patch(POSTS + "/p1", "{\"rating\": 9}");

        // When
        ObserveClient second = observing(since(seen));
        aPost("p3", 3);

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
        aPost("p1", 1);
        aPost("p2", 2);
        server.close();

        // When
        serve(ApiSettings.loopback(0));
        ObserveClient client = observing(since(1));

        // Then
        assertThat(told(client, 1, "started")).containsExactly("INSERT p2");
        aPost("p3", 3);
        assertThat(told(client, 1)).containsExactly("INSERT p3");
    }

    @Test
    void refusesToResumeFromTheFuture() {
        // Given
        aPost("p1", 1);

        // When
        ObserveClient client = observing(since(2));

        // Then
        Map<?, ?> problem = problem(client, "1");
        assertThat(problem.get("type")).isEqualTo("urn:outrigger:problem:since-ahead");
        assertThat(problem.get("newestSeq")).isEqualTo(1);
    }

    private void aComment(String id, String content) {
        server.post(
                "/v1/models/Comment",
                "{\"id\": \"%s\", \"content\": \"%s\", \"postID\": \"p1\"}".formatted(id, content));
    }

    private static List<String> told(ObserveClient client, int count) {
        return client.changes(count).stream().map(ObserveClient::opAndKey).toList();
    }

    private static List<String> told(ObserveClient client, int count, String after) {
        client.next(after);
        return told(client, count);
    }
}
