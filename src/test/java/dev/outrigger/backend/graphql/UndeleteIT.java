package dev.outrigger.backend.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.testing.PlainSql;
import dev.outrigger.testing.TestBackend;
import dev.outrigger.testing.TestBackend.Answer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// What brings a deleted item of a backend back, and what does not.
class UndeleteIT {
    private static final String SCHEMA =
            """
            type Post @model {
              id: ID!
              title: String!
              rating: Int
              tags: [String]
              meta: Meta
              json: AWSJSON
            }
            type Meta { source: String pages: Int }
            """;
    private static TestBackend backend;
    private static PlainSql sql;
    private static int numbers;
    private PostClient post;
    private String id;

    @BeforeAll
    static void start() {
        backend = TestBackend.start(SCHEMA);
        sql = PlainSql.on(backend.databaseUrl());
    }

    @AfterAll
    static void stop() {
        sql.close();
        backend.close();
    }

    @BeforeEach
    void deletedPost() {
        id = "u" + numbers++;
        post = new PostClient(backend, id);
        post.create("title", "A", "rating", 5);
        post.delete(1);
    }

    @Test
    void anUpdateThatSaysNotDeletedBringsTheItemBackAsItWas() {
        // When
        Answer answer = undelete(2, "rating", 6);

        // Then
        assertThat(answer.object("updatePost"))
                .containsEntry("title", "A")
                .containsEntry("rating", 6)
                .containsEntry("_version", 3)
                .containsEntry("_deleted", null);
        assertThat(post.get()).containsEntry("_deleted", null).containsEntry("_version", 3);
        assertThat(
                        sql.rows(
                                "select deleted || ' ' || kind from %s._delta where key = '%s'"
                                                .formatted("backend", id)
                                        + " order by seq desc limit 1"))
                .containsExactly("false UPDATE");
    }

    @Test
    void noFieldIsNeeded() {
        assertThat(undelete(2).object("updatePost"))
                .containsEntry("title", "A")
                .containsEntry("_version", 3);
    }

    @Test
    void anUpdateWithTheTombstonesVersionIsAConflictAsItIsForAmplifysClients() {
        // When
        Answer answer = post.update(2, "rating", 6);

        // Then
        assertThat(only(answer))
                .containsEntry("errorType", "ConflictUnhandled")
                .extracting("data")
                .extracting("_deleted", "_version")
                .containsExactly(true, 2);
    }

    @Test
    void anotherVersionThanTheTombstonesIsAConflict() {
        assertThat(only(undelete(1))).containsEntry("errorType", "ConflictUnhandled");
        assertThat(post.get()).containsEntry("_deleted", true);
    }

    @Test
    void anItemThatIsThereIsAConflictAndNothingIsMerged() {
        // Given
        undelete(2);

        // When
        Answer answer = undelete(2, "tags", List.of("x"));

        // Then
        assertThat(only(answer))
                .containsEntry("errorType", "ConflictUnhandled")
                .extracting("data")
                .extracting("_deleted", "tags")
                .containsExactly(null, null);
        assertThat(post.get()).containsEntry("_version", 3);
    }

    @Test
    void deletedCanOnlyBeFalse() {
        // When
        Answer answer =
                post.mutate(
                        "update",
                        PostClient.input("id", id, "_version", 2, "_deleted", true),
                        null);

        // Then
        assertThat((String) only(answer).get("message")).contains("_deleted can only be false");
    }

    @Test
    void oneThatWasBroughtBackCanBeDeletedAgain() {
        // Given
        undelete(2);

        // When
        Map<String, Object> deleted = post.delete(3).object("deletePost");

        // Then
        assertThat(deleted).containsEntry("_deleted", true).containsEntry("_version", 4);
        assertThat(undelete(4).object("updatePost")).containsEntry("_version", 5);
    }

    private static Map<String, Object> only(Answer answer) {
        assertThat(answer.errors()).hasSize(1);
        return answer.errors().getFirst();
    }

    private Answer undelete(int version, @Nullable Object... fields) {
        Map<String, @Nullable Object> input = PostClient.input(fields);
        input.put("id", id);
        input.put("_version", version);
        input.put("_deleted", false);
        return post.mutate("update", input, null);
    }
}
