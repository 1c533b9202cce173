package dev.outrigger.backend.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.testing.TestBackend;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

/// What a backend serves of a schema that uses every option.
class SchemaOptionsIT {
    private static final String SCHEMA =
            """
            type Renamed @model(
              queries: {get: "one", list: "all"}
              mutations: {create: "add", update: null, delete: "drop"}
              subscriptions: {onCreate: ["added", "addedToo"], onDelete: null}) {
              id: ID!
              name: String
            }
            type Quiet @model(queries: null, subscriptions: null) { id: ID! name: String }
            type Post @model { id: ID! tags: [Tag] @manyToMany(relationName: "PostTags") }
            type Tag @model {
              label: ID! @primaryKey
              posts: [Post] @manyToMany(relationName: "PostTags")
            }
            type Team @model {
              id: ID!
              members: [Member] @hasMany(indexName: "byRank", fields: ["id"], limit: 2)
            }
            type Member @model {
              id: ID!
              team: ID
                @index(name: "byName", sortKeyFields: ["name"])
                @index(name: "byRank", sortKeyFields: ["rank"])
              name: String
              rank: Int
            }
            type Slot @model { day: AWSDate! @primaryKey(sortKeyFields: ["id"]) id: ID! }
            type Query { echo(text: String): String @function(name: "echo") }
            """;

    private static TestBackend backend;

    @BeforeAll
    static void start() {
        backend = TestBackend.start(SCHEMA);
    }

    @AfterAll
    static void stop() {
        backend.close();
    }

    @Test
    void answersToTheNamesThatTheSchemaGives() {
        backend.call("mutation { add(input: {id: \"r1\", name: \"a\"}) { id } }").object("add");

        assertThat(backend.call("{ one(id: \"r1\") { name } }").object("one"))
                .isEqualTo(Map.of("name", "a"));
        assertThat(backend.call("{ all { items { id } } }").items("all")).hasSize(1);
        assertThat(backend.call("{ syncRenameds { items { id } } }").items("syncRenameds"))
                .hasSize(1);
        assertThat(
                        backend.call(
                                        "mutation { drop(input: {id: \"r1\", _version: 1})"
                                                + " { _deleted } }")
                                .object("drop"))
                .isEqualTo(Map.of("_deleted", true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mutation { updateRenamed(input: {id: \"r1\"}) { id } }",
                "{ getRenamed(id: \"r1\") { id } }",
                "{ getQuiet(id: \"q1\") { id } }",
                "subscription { onCreateQuiet { id } }",
                "subscription { onDeleteRenamed { id } }"
            })
    void offersNothingThatTheSchemaLeavesOut(String document) {
        assertThat(backend.call(document).errors())
                .singleElement()
                .satisfies(
                        error ->
                                assertThat(String.valueOf(error.get("message")))
                                        .contains("FieldUndefined"));
    }

    @Test
    void syncsAModelWithoutQueries() {
        backend.call("mutation { createQuiet(input: {id: \"q1\"}) { id } }").object("createQuiet");

        assertThat(backend.call("{ syncQuiets { items { id } startedAt } }").items("syncQuiets"))
                .isEqualTo(List.of(Map.of("id", "q1")));
    }

    @Test
    void joinsManyWithManyThroughTheModelThatIsMade() {
        backend.call("mutation { createPost(input: {id: \"p1\"}) { id } }").object("createPost");
        backend.call("mutation { createTag(input: {label: \"red\"}) { label } }")
                .object("createTag");
        backend.call(
                        "mutation { createPostTags(input: {postId: \"p1\", tagLabel: \"red\"})"
                                + " { id } }")
                .object("createPostTags");

        assertThat(
                        backend.call(
                                        "{ getPost(id: \"p1\") { tags { items { tag { label } } } }"
                                                + " }")
                                .object("getPost"))
                .isEqualTo(
                        Map.of(
                                "tags",
                                Map.of("items", List.of(Map.of("tag", Map.of("label", "red"))))));
        assertThat(
                        backend.call(
                                        "{ postTagsByTagLabel(tagLabel: \"red\") { items { postId }"
                                                + " } }")
                                .items("postTagsByTagLabel"))
                .isEqualTo(List.of(Map.of("postId", "p1")));
    }

    @Test
    void readsChildrenByTheIndexAndTheLimitThatTheRelationNames() {
        backend.call("mutation { createTeam(input: {id: \"t1\"}) { id } }").object("createTeam");
        for (int rank = 3; rank > 0; rank--) {
            backend.call(
                            ("mutation { createMember(input: {id: \"m%d\", team: \"t1\","
                                            + " name: \"x\", rank: %d}) { id } }")
                                    .formatted(rank, rank))
                    .object("createMember");
        }

        assertThat(
                        backend.call("{ getTeam(id: \"t1\") { members { items { id } } } }")
                                .object("getTeam"))
                .isEqualTo(
                        Map.of(
                                "members",
                                Map.of("items", List.of(Map.of("id", "m1"), Map.of("id", "m2")))));
        assertThat(
                        backend.call(
                                        "{ getTeam(id: \"t1\") { members(rank: {gt: 2}) { items {"
                                                + " id } } } }")
                                .object("getTeam"))
                .isEqualTo(Map.of("members", Map.of("items", List.of(Map.of("id", "m3")))));
    }

    @Test
    void makesTheIdOfAKeyOfSeveralFields() {
        Object id =
                backend.call("mutation { createSlot(input: {day: \"2026-01-01\"}) { id } }")
                        .object("createSlot")
                        .get("id");

        assertThat(id).asString().hasSize(36);
    }

    @Test
    void saysThatItDoesNotAnswerOperationsOfTheSchemaItself() {
        assertThat(backend.call("{ echo(text: \"x\") }").errors())
                .singleElement()
                .satisfies(
                        error -> {
                            assertThat(error.get("errorType")).isEqualTo("BadRequest");
                            assertThat(String.valueOf(error.get("message")))
                                    .startsWith("Query.echo is an operation of the schema's own");
                        });
    }
}
