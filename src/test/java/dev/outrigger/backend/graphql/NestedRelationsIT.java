package dev.outrigger.backend.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.testing.StatementRecorder;
import dev.outrigger.testing.TestBackend;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

/// Relations are read level by level: the number of statements is that of the levels, however many
/// items there are.
class NestedRelationsIT {
    private static final String SCHEMA =
            """
            type Author @model { id: ID! name: String posts: [Post] @hasMany }
            type Post @model {
              id: ID! title: String rating: Int
              author: Author @belongsTo
              comments: [Comment] @hasMany(indexName: "byPost", fields: ["id"])
            }
            type Comment @model {
              id: ID! content: String
              postID: ID @index(name: "byPost", sortKeyFields: ["at"])
              at: Int!
              post: Post @belongsTo(fields: ["postID"])
            }
            """;
    private static final int AUTHORS = 4;
    private static final int POSTS = 5;

    private static StatementRecorder recorder;
    private static TestBackend backend;

    @BeforeAll
    static void start() {
        TestBackend.Setup usual = TestBackend.Setup.usual();
        recorder = StatementRecorder.before(usual.url());
        backend =
                TestBackend.start(
                        SCHEMA,
                        new TestBackend.Setup(
                                recorder.url(), usual.server(), usual.tables(), usual.handlers()));
        for (int author = 0; author < AUTHORS; author++) {
            StringBuilder document = new StringBuilder("mutation { ");
            document.append("a: createAuthor(input: {id: \"a%d\"}) { id }".formatted(author));
            for (int post = 0; post < POSTS; post++) {
                String id = "p" + author + post;
                document.append(
                        " %1$s: createPost(input: {id: \"%1$s\", authorPostsId: \"a%2$d\"}) { id }"
                                .formatted(id, author));
                for (int at = 0; at < 3; at++) {
                    document.append(
                            " c%1$s%2$d: createComment(input: {postID: \"%1$s\", at: %2$d}) { id }"
                                    .formatted(id, at));
                }
            }
            assertThat(backend.call(document + " }").errors()).isEmpty();
        }
    }

    @AfterAll
    static void stop() {
        backend.close();
        recorder.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, AUTHORS})
    void statementsAreAsManyAsLevels(int authors) {
        // Given
        recorder.selects();

        // When
        var answer =
                backend.call(
                        """
                        query ($authors: Int) { listAuthors(limit: $authors) { items { id
                          posts(limit: 4, filter: {rating: {ne: 1}}) { items { id
                            comments(at: {ge: 1}, sortDirection: DESC, limit: 2) {
                              items { at post { id author { id posts { items { id } } } } }
                            } } } } } }
                        """,
                        Map.of("authors", authors));

        // Then
        assertThat(answer.errors()).isEmpty();
        assertThat(answer.items("listAuthors")).hasSize(authors);
        assertThat(children(answer.items("listAuthors").getFirst(), "posts")).hasSize(4);
        assertThat(answer.toString()).contains("at=2", "at=1").doesNotContain("at=0");
        assertThat(recorder.selects()).hasSize(6);
    }

    private static List<?> children(Map<String, Object> item, String field) {
        return (List<?>) ((Map<?, ?>) item.get(field)).get("items");
    }
}
