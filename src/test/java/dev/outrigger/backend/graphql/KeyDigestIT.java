package dev.outrigger.backend.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.contract.KeyDigest;
import dev.outrigger.graphql.sdl.SchemaDocument;
import dev.outrigger.model.ItemKey;
import dev.outrigger.testing.PlainSql;
import dev.outrigger.testing.TestBackend;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// What a client does that was away for longer than tombstones are kept.
class KeyDigestIT {
    private static final String SCHEMA =
            """
            type Post @model { id: ID! }
            type Point @model {
              map: ID! @primaryKey(sortKeyFields: ["x", "visible"])
              x: Float!
              visible: Boolean!
            }
            """;
    private static final int BUCKETS = 64;

    private TestBackend backend;
    private PlainSql sql;

    @BeforeEach
    void start() {
        backend = TestBackend.start(SCHEMA);
        sql = PlainSql.on(backend.databaseUrl());
    }

    @AfterEach
    void stop() {
        sql.close();
        backend.close();
    }

    @Test
    void clientLearnsWhatWasDeletedAfterTheTombstonesAreGone() {
        // Given
        sql.run("insert into backend.post select 'p' || n from generate_series(1, 500) n");
        List<ItemKey> known = new ArrayList<>();
        for (int number = 1; number <= 500; number++) {
            known.add(key("Post", "p" + number));
        }
        sql.run("delete from backend.post where id in ('p7', 'p77', 'p377')");
        sql.run(
                "begin; set local outrigger.writer = 'on';"
                        + " delete from backend.post where _deleted; commit");

        // When
        List<Integer> differing = KeyDigest.of(BUCKETS, known).differing(digest("_digestPosts"));
        List<String> there = keys("_keysOfPosts", differing);

        // Then
        assertThat(differing).hasSizeBetween(1, 3);
        assertThat(known)
                .filteredOn(key -> differing.contains(KeyDigest.bucket(BUCKETS, key)))
                .filteredOn(key -> !there.contains(KeyDigest.text(key)))
                .extracting(ItemKey::text)
                .containsExactly("p7", "p77", "p377");
    }

    @Test
    void howManyItemsThereAreIsToldOnceTheDatabaseHasCountedThem() {
        // Given
        Object before = backend.call("query { _estimatePosts }").body().get("data");
        sql.run("insert into backend.post select 'p' || n from generate_series(1, 500) n");

        // When
        sql.run("analyze backend.post");

        // Then
        assertThat(before).isEqualTo(Collections.singletonMap("_estimatePosts", null));
        assertThat(backend.call("query { _estimatePosts }").body().get("data"))
                .isEqualTo(Map.of("_estimatePosts", 500));
    }

    @Test
    void databaseAndClientComputeTheSameOfEveryTypeOfKey() {
        // When
        sql.run("insert into backend.post values ('a/b%'), ('ä€')");
        sql.run("insert into backend.point (map, x, visible) values ('m', -1.5, true)");
        sql.run("insert into backend.point (map, x, visible) values ('m', 1e300, false)");

        // Then
        assertThat(digest("_digestPosts"))
                .isEqualTo(KeyDigest.of(BUCKETS, List.of(key("Post", "a/b%"), key("Post", "ä€"))));
        assertThat(digest("_digestPoints"))
                .isEqualTo(
                        KeyDigest.of(
                                BUCKETS,
                                List.of(
                                        key("Point", "m", -1.5, true),
                                        key("Point", "m", 1e300, false))));
    }

    @Test
    void bucketsThatAreNoPowerOfTwoAreRefused() {
        var answer = backend.call("{ _digestPosts(buckets: 3) { startedAt } }");
        assertThat(answer.errors())
                .extracting(error -> error.get("message"))
                .containsExactly(
                        "The argument buckets must be a power of two from 1 to 65536, found 3");
    }

    @Test
    void whoMayNotSyncIsToldNoKey() {
        try (TestBackend guarded =
                TestBackend.start("type Post @model @auth(rules: [{allow: owner}]) { id: ID! }")) {
            var answer = guarded.call("{ _keysOfPosts(buckets: 1, in: [0]) }");
            assertThat(answer.errors())
                    .extracting(error -> error.get("message"))
                    .containsExactly("Not Authorized to access _keysOfPosts on type Query");
        }
    }

    @Test
    void printedSchemaStaysAmplifys() {
        assertThat(new SchemaDocument(TestBackend.schemaOf(SCHEMA)).text())
                .doesNotContain("_KeyDigest");
    }

    private KeyDigest digest(String field) {
        var answer =
                backend.call(
                        ("query d($b: Int!) { %s(buckets: $b)"
                                        + " { startedAt buckets { bucket count hash } } }")
                                .formatted(field),
                        Map.of("b", BUCKETS));
        Map<String, Object> digest = answer.object(field);
        assertThat((Long) digest.get("startedAt")).isPositive();
        return KeyDigest.read(BUCKETS, listOf(digest.get("buckets")));
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> listOf(Object value) {
        return (List<Map<String, Object>>) value;
    }

    @SuppressWarnings("unchecked")
    private List<String> keys(String field, List<Integer> buckets) {
        var answer =
                backend.call(
                        "query k($b: Int!, $in: [Int!]!) { %s(buckets: $b, in: $in) }"
                                .formatted(field),
                        Map.of("b", BUCKETS, "in", buckets));
        return (List<String>) ((Map<String, Object>) answer.body().get("data")).get(field);
    }

    private static ItemKey key(String model, Object... values) {
        return new ItemKey(model, List.of(values));
    }
}
