package dev.outrigger.backend.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.testing.TestBackend;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

/// AppSync's tests of what a value is rather than what it says: in filters, which SQL decides, and
/// in conditions, which are decided in memory.
class FilterGrammarIT {
    private static final String SCHEMA =
            """
            type Post @model {
              id: ID!
              title: String
              rating: Int
              done: Boolean
              tags: [String]
              json: AWSJSON
            }
            """;
    private static TestBackend backend;

    @BeforeAll
    static void start() {
        backend = TestBackend.start(SCHEMA);
        create("full", "title: \"a\uD83D\uDE00\", rating: 1, done: true, tags: [\"x\", \"y\"]");
        create("json", "title: \"abc\", tags: [], json: \"{\\\"a\\\":1,\\\"b\\\":2}\"");
        create("bare", "");
    }

    @AfterAll
    static void stop() {
        backend.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    title: {size: {eq: 2}}                     | full
                    title: {size: {gt: 1, lt: 3}}              | full
                    title: {size: {between: [2, 3]}}           | full json
                    title: {size: {ne: 2}}                     | json bare
                    title: {size: {le: 3}, beginsWith: "ab"}   | json
                    not: {title: {size: {ge: 3}}}              | full bare
                    tags: {size: {eq: 0}}                      | json
                    tags: {size: {ge: 1}, contains: "y"}       | full
                    json: {size: {eq: 2}}                      | json
                    title: {attributeType: string}             | full json
                    title: {attributeType: number}             |
                    title: {attributeType: _null}              | bare
                    rating: {attributeType: number}            | full
                    done: {attributeType: bool}                | full
                    tags: {attributeType: list}                | full json
                    tags: {attributeType: stringSet}           |
                    json: {attributeType: map}                 | json
                    title: {attributeExists: true}             | full json
                    rating: {attributeExists: false}           | json bare
                    _deleted: {attributeExists: false}         | full json bare
                    """)
    void filterAndConditionFindTheSameItems(String test, String ids) {
        List<String> expected = ids == null ? List.of() : List.of(ids.split(" "));
        var listed =
                backend.call("{ listPosts(filter: {%s}) { items { id } } }".formatted(test))
                        .items("listPosts");

        assertThat(listed)
                .extracting(item -> item.get("id"))
                .containsExactlyInAnyOrderElementsOf(expected);
        for (String id : List.of("full", "json", "bare")) {
            assertThat(passesCondition(id, test)).as(id).isEqualTo(expected.contains(id));
        }
    }

    /// A delete of version 0 is refused in any case: as a conflict when its condition holds.
    private static boolean passesCondition(String id, String condition) {
        Map<String, Object> error =
                backend.call(
                                "mutation { deletePost(input: {id: \"%s\"}, condition: {%s})"
                                                .formatted(id, condition)
                                        + " { id } }")
                        .errors()
                        .getFirst();
        return error.get("errorType").equals("ConflictUnhandled");
    }

    private static void create(String id, String fields) {
        var answer =
                backend.call(
                        "mutation { createPost(input: {id: \"%s\", %s}) { id } }"
                                .formatted(id, fields));
        assertThat(answer.errors()).isEmpty();
    }
}
