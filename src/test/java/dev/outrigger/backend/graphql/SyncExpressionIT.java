package dev.outrigger.backend.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.testing.TestBackend;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A base sync whose filter names an index reads what the index has, and nothing else: the limit
/// counts rows that were looked at, so that a full page of matches shows how it was read.
class SyncExpressionIT {
    private static final String SCHEMA =
            """
            type Note @model {
              id: ID!
              owner: String! @index(name: "byOwner", sortKeyFields: ["rank"])
              rank: Int!
              team: String @index(name: "byTeam", sortKeyFields: ["mood"])
              mood: String
            }
            """;

    private static TestBackend backend;

    @BeforeAll
    static void start() {
        backend = TestBackend.start(SCHEMA);
        for (int number = 0; number < 20; number++) {
            backend.call(
                    """
                    mutation { createNote(input: {
                      id: "n%02d", owner: "%s", rank: %d, team: "red"}) { id } }
                    """
                            .formatted(number, number % 4 == 3 ? "ana" : "ben", 100 - number));
        }
        backend.call("mutation { deleteNote(input: {id: \"n19\", _version: 1}) { id } }");
    }

    @AfterAll
    static void stop() {
        backend.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{and: [{owner: {eq: \"ana\"}}]} | n19 n15 n11 n07 n03",
                "{and: [{owner: {eq: \"ana\"}}, {rank: {between: [85, 93]}}]} | n15 n11 n07",
                "{and: [{owner: {eq: \"ana\"}}, {rank: {gt: 85}}, {id: {ne: \"n11\"}}]} | n07 n03",
                "{and: [{owner: {eq: \"ana\"}}, {id: {ne: \"n11\"}}]} | n19 n15 n07 n03",
            })
    void indexIsReadInTheOrderOfItsSortKeyWithTombstones(String filter, String ids) {
        var page = sync("filter: " + filter + ", limit: 5");
        assertThat(ids(page)).isEqualTo(ids);
    }

    @Test
    void pagesContinueWithinTheIndexAndKeepStartedAt() {
        // Given
        String filter = "filter: {and: [{owner: {eq: \"ana\"}}]}, limit: 2";
        List<String> found = new ArrayList<>();
        List<Object> startedAt = new ArrayList<>();

        // When
        String token = null;
        do {
            var page = sync(token == null ? filter : filter + ", nextToken: \"" + token + "\"");
            found.add(ids(page));
            startedAt.add(page.get("startedAt"));
            token = (String) page.get("nextToken");
        } while (token != null);

        // Then
        assertThat(found).containsExactly("n19 n15", "n11 n07", "n03");
        assertThat(startedAt).containsOnly(startedAt.getFirst());
    }

    @Test
    void itemsThatTheIndexDoesNotHaveAreFoundAllTheSame() {
        var page = sync("filter: {and: [{team: {eq: \"red\"}}]}, limit: 100");
        assertThat(items(page)).hasSize(20);
    }

    @Test
    void deltaIsReadFromTheDeltaTableWhateverTheFilterSays() {
        // Given
        long lastSync = (Long) sync("limit: 1").get("startedAt");
        backend.call(
                "mutation { updateNote(input: {id: \"n03\", mood: \"good\", _version: 1}) { id }"
                        + " }");
        backend.call(
                "mutation { updateNote(input: {id: \"n03\", mood: null, _version: 2}) { id } }");

        // When
        var page =
                sync("filter: {and: [{owner: {eq: \"ana\"}}]}, lastSync: %d".formatted(lastSync));

        // Then
        assertThat(items(page).stream().map(item -> item.get("id") + "/" + item.get("_version")))
                .endsWith("n03/2", "n03/3");
    }

    @Test
    void filterInTheFormOfVariablesIsUnderstoodToo() {
        Map<String, @Nullable Object> filter = new LinkedHashMap<>();
        filter.put("and", List.of(Map.of("owner", Map.of("eq", "ana"))));
        filter.put("or", null);
        var answer =
                backend.call(
                        "query operation($filter: ModelNoteFilterInput) {"
                                + " syncNotes(filter: $filter, limit: 5) { items { id } } }",
                        Map.of("filter", filter));
        assertThat(answer.items("syncNotes")).hasSize(5);
    }

    private static Map<String, Object> sync(String arguments) {
        return backend.call(
                        "{ syncNotes(%s) { items { id _version } nextToken startedAt } }"
                                .formatted(arguments))
                .object("syncNotes");
    }

    private static String ids(Map<String, Object> page) {
        return String.join(
                " ", items(page).stream().map(item -> item.get("id").toString()).toList());
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> items(Map<String, Object> page) {
        return (List<Map<String, Object>>) page.get("items");
    }
}
