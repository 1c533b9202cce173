package dev.outrigger.backend.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.backend.table.TableSettings;
import dev.outrigger.testing.TestBackend;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Base and delta sync over HTTP.
class SyncIT {
    private static final String SCHEMA = "type Post @model { id: ID! title: String! rating: Int }";

    private TestBackend backend;

    @BeforeEach
    void start() {
        backend = TestBackend.start(SCHEMA);
    }

    @AfterEach
    void stop() {
        backend.close();
    }

    @Test
    void baseSyncReturnsTheLatestStateOfEveryItemAndTombstones() {
        // Given
        create("p1");
        create("p2");
        update("p1", 1, "B");
        delete("p2", 1);

        // When
        var page = sync(100, null, 0L, null);

        // Then
        assertThat(items(page)).extracting(SyncIT::state).containsExactly("p1/2 null", "p2/2 true");
        assertThat(items(page).get(1)).containsEntry("title", "A");
        assertThat(page.get("nextToken")).isNull();
        assertThat((Long) page.get("startedAt"))
                .isGreaterThanOrEqualTo((Long) items(page).get(1).get("_lastChangedAt"));
    }

    @Test
    void syncWithoutLastSyncIsABaseSync() {
        create("p1");
        update("p1", 1, "B");
        assertThat(items(sync(100, null, null, null))).hasSize(1);
    }

    @Test
    void deltaSyncReturnsEveryVersionSinceTheLastSyncInOrder() {
        // Given
        create("p1");
        long lastSync = startedAt(sync(100, null, 0L, null));
        update("p1", 1, "B");
        create("p2");
        update("p1", 2, "C");
        delete("p2", 1);

        // When
        var page = sync(100, null, lastSync, null);

        // Then
        assertThat(items(page).stream().map(SyncIT::state))
                .endsWith("p1/2 null", "p2/1 null", "p1/3 null", "p2/2 true");
        assertThat(items(page).getLast()).containsEntry("title", "A");
    }

    @Test
    void deltaSyncIncludesTheMillisecondOfTheLastSync() {
        // Given
        long changedAt = (Long) create("p1").get("_lastChangedAt");

        // When
        var page = sync(100, null, changedAt, null);

        // Then
        assertThat(items(page)).extracting(item -> item.get("id")).containsExactly("p1");
    }

    @Test
    void pagesOfADeltaContinueAndKeepStartedAt() {
        // Given
        long lastSync = startedAt(sync(100, null, 0L, null));
        for (int number = 0; number < 7; number++) {
            create("p" + number);
        }

        // When
        var all = pull(3, lastSync);

        // Then
        assertThat(all.ids()).containsExactly("p0", "p1", "p2", "p3", "p4", "p5", "p6");
        assertThat(all.startedAt()).hasSize(3).containsOnly(all.startedAt().getFirst());
    }

    @Test
    void pagesOfABaseSyncContinueAndKeepStartedAt() {
        // Given
        for (int number = 0; number < 7; number++) {
            create("p" + number);
        }

        // When
        var all = pull(3, 0);

        // Then
        assertThat(all.ids()).containsExactlyInAnyOrder("p0", "p1", "p2", "p3", "p4", "p5", "p6");
        assertThat(all.startedAt()).hasSize(3).containsOnly(all.startedAt().getFirst());
    }

    @Test
    void writeDuringAPagedSyncIsFoundByTheNext() {
        // Given
        for (int number = 1; number < 5; number++) {
            create("p" + number);
        }
        var first = sync(2, null, 0L, null);
        create("p0");
        update("p1", 1, "B");
        sync(2, (String) first.get("nextToken"), 0L, null);

        // When
        var next = sync(100, null, startedAt(first), null);

        // Then
        assertThat(items(next))
                .extracting(item -> item.get("id") + "/" + item.get("_version"))
                .contains("p0/1", "p1/2");
    }

    @Test
    void filterAppliesToTombstonesToo() {
        // Given
        create("p1");
        create("p2");
        delete("p2", 1);

        // When
        var page = sync(100, null, 0L, Map.of("and", List.of(Map.of("id", Map.of("eq", "p2")))));

        // Then
        assertThat(items(page)).extracting(item -> item.get("_deleted")).containsExactly(true);
    }

    @Test
    void pageMayBeEmptyAndStillContinue() {
        create("p1");
        create("p2");
        var page = sync(1, null, 0L, Map.of("id", Map.of("eq", "p2")));
        assertThat(items(page)).isEmpty();
        assertThat(page.get("nextToken")).isNotNull();
    }

    @Test
    void lastSyncBeforeTheDeltaTtlOrInTheFutureGetsABaseSync() {
        long begun = startedAt(sync(1, null, 0L, null));
        create("p1");
        update("p1", 1, "B");
        long monthAndMore = Duration.ofDays(31).toMillis();
        long now = startedAt(sync(1, null, 0L, null));
        assertThat(items(sync(100, null, now - monthAndMore, null))).hasSize(1);
        assertThat(items(sync(100, null, now + monthAndMore, null))).hasSize(1);
        assertThat(items(sync(100, null, begun, null))).hasSize(2);
    }

    /// Such a device synced with the backend that this one replaces.
    @Test
    void lastSyncBeforeTheBackendBeganGetsABaseSync() {
        long begun = startedAt(sync(1, null, 0L, null));
        create("p1");
        update("p1", 1, "B");
        assertThat(items(sync(100, null, begun - 60_000, null)))
                .extracting(item -> item.get("_version"))
                .containsExactly(2);
    }

    @Test
    void shortDeltaTtlMakesEverySyncABaseSync() {
        // Given
        stop();
        backend =
                TestBackend.start(
                        SCHEMA,
                        TestBackend.Setup.usual()
                                .with(
                                        TableSettings.inSchema("backend")
                                                .withDeltaTtl(Duration.ofMillis(-1))));
        create("p1");
        update("p1", 1, "B");
        long lastSync = startedAt(sync(1, null, 0L, null));

        // When
        var page = sync(100, null, lastSync, null);

        // Then
        assertThat(items(page)).extracting(item -> item.get("_version")).containsExactly(2);
    }

    @Test
    void limitIsAThousandAtMostAndAHundredByDefault() {
        assertThat(error("{ syncPosts(limit: 0) { startedAt } }"))
                .isEqualTo("The argument limit must be 1 to 1000, found 0");
    }

    @Test
    void damagedOrForeignTokenIsRefusedWithItsReason() {
        // Given
        create("p1");
        create("p2");
        String token = (String) sync(1, null, 0L, null).get("nextToken");
        String damaged = token.substring(0, token.length() - 2) + "AA";

        // Then
        String refused =
                "The argument nextToken is not one that this query returned;"
                        + " start again without it";
        assertThat(error("{ syncPosts(nextToken: \"" + damaged + "\") { startedAt } }"))
                .isEqualTo(refused);
        assertThat(error("{ listPosts(nextToken: \"" + token + "\") { startedAt } }"))
                .isEqualTo(refused);
        assertThat(error("{ syncPosts(nextToken: \"?\") { startedAt } }")).isEqualTo(refused);
    }

    private String error(String query) {
        var answer = backend.call(query);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.errors()).hasSize(1);
        return (String) answer.errors().getFirst().get("message");
    }

    private record Pulled(List<Object> ids, List<Object> startedAt) {}

    private Pulled pull(int limit, long lastSync) {
        var pulled = new Pulled(new ArrayList<>(), new ArrayList<>());
        String token = null;
        do {
            var page = sync(limit, token, lastSync, null);
            items(page).forEach(item -> pulled.ids().add(item.get("id")));
            pulled.startedAt().add(page.get("startedAt"));
            token = (String) page.get("nextToken");
        } while (token != null);
        return pulled;
    }

    private Map<String, Object> sync(
            int limit,
            @Nullable String token,
            @Nullable Long lastSync,
            @Nullable Map<String, ?> filter) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        variables.put("limit", limit);
        variables.put("nextToken", token);
        variables.put("lastSync", lastSync);
        variables.put("filter", filter);
        return backend.call(
                        """
                        query operation($limit: Int, $nextToken: String, $lastSync: AWSTimestamp,
                            $filter: ModelPostFilterInput) {
                          syncPosts(limit: $limit, nextToken: $nextToken, lastSync: $lastSync,
                              filter: $filter) {
                            items { id title _version _deleted _lastChangedAt }
                            nextToken startedAt } }
                        """,
                        variables)
                .object("syncPosts");
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> items(Map<String, Object> page) {
        return (List<Map<String, Object>>) page.get("items");
    }

    private static String state(Map<String, Object> item) {
        return "%s/%s %s".formatted(item.get("id"), item.get("_version"), item.get("_deleted"));
    }

    private static long startedAt(Map<String, Object> page) {
        return (Long) page.get("startedAt");
    }

    private Map<String, Object> create(String id) {
        return backend.call(
                        ("mutation { createPost(input: {id: \"%s\", title: \"A\"})"
                                        + " { id _lastChangedAt } }")
                                .formatted(id))
                .object("createPost");
    }

    private void update(String id, int version, String title) {
        backend.call(
                        ("mutation { updatePost(input:"
                                        + " {id: \"%s\", title: \"%s\", _version: %d}) { id } }")
                                .formatted(id, title, version))
                .object("updatePost");
    }

    private void delete(String id, int version) {
        backend.call(
                        "mutation { deletePost(input: {id: \"%s\", _version: %d}) { id } }"
                                .formatted(id, version))
                .object("deletePost");
    }
}
