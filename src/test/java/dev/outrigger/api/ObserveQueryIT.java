package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Observations of queries: snapshots.
@ParameterizedClass
@EnumSource(TestReplica.class)
class ObserveQueryIT extends OnEveryReplica {
    private static final String POSTS = "/v1/models/Post";

    @Test
    void AC148_AC150_AC151_sendsSortedSnapshotsOfWhatMatches() {
        // Given
        aPost("p1", 4);
        ObserveClient client =
                observing(
                        """
                        {"type": "observeQuery", "id": "2", "model": "Post",
                         "filter": {"rating": {"gt": 3}}, "sort": "rating:desc", "limit": 50}
                        """);
        client.next("started");

        // When
        Map<String, @Nullable Object> first = client.next("snapshot");
        aPost("p2", 7);
        aPost("p3", 5);
        aPost("p4", 1);

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
        aPost("p1", 1);
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
                "/v1/models/Comment", "{\"id\": \"c1\", \"content\": \"wow\", \"postID\": \"p1\"}");

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
        aPost("p1", 1);
        aPost("p2", 2);
        sync.is("caught-up", "synced");
        sync.emit("modelSynced", Map.of("model", "Comment"));
        sync.emit("modelSynced", Map.of("model", "Post"));

        // Then
        Map<String, @Nullable Object> second = client.next("snapshot");
        assertThat(ratings(second)).containsExactly(1, 2);
        assertThat(second).containsEntry("isSynced", true);
        aPost("p3", 3);
        awaitSnapshot(client, 1, 2, 3);
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
}
