package dev.outrigger.backend.graphql;

import static dev.outrigger.testing.RuledBackend.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.testing.RuledBackend;
import dev.outrigger.testing.TestBackend;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// Fields and relations with rules of their own, or with rules on their other side.
class FieldRulesIT {
    private static final String SCHEMA =
            """
            type Note @model
                @auth(rules: [
                  { allow: private, operations: [read] }
                  { allow: owner }
                  { allow: custom, operations: [read, delete] }
                ]) {
              id: ID!
              title: String
              secret: String @auth(rules: [
                { allow: owner }
                { allow: groups, groups: ["editors"], operations: [read] }
              ])
              pages: [Page] @hasMany(indexName: "byNote", fields: ["id"])
            }
            type Page @model @auth(rules: [{ allow: owner }]) {
              id: ID!
              text: String
              noteID: ID @index(name: "byNote")
              note: Note @belongsTo(fields: ["noteID"])
              diaryID: ID
              diary: Diary @belongsTo(fields: ["diaryID"])
            }
            type Diary @model @auth(rules: [{ allow: owner }]) { id: ID! day: String }
            type Form @model
                @auth(rules: [
                  { allow: private, operations: [create, update, read] }
                  { allow: groups, groups: ["editors"] }
                ]) {
              id: ID!
              title: String
              answer: String
              grade: String @auth(rules: [
                { allow: private, operations: [read] }
                { allow: groups, groups: ["editors"] }
              ])
            }
            type Room @model @auth(rules: [{ allow: private }]) {
              id: ID!
              desks: [Desk] @hasMany(indexName: "byRoom", fields: ["id"])
            }
            type Desk @model @auth(rules: [{ allow: private }]) {
              id: ID!
              roomID: ID @index(name: "byRoom")
              room: Room @belongsTo(fields: ["roomID"])
            }
            """;

    private static RuledBackend backend;

    @BeforeAll
    static void start() {
        backend = RuledBackend.start(SCHEMA);
    }

    @AfterAll
    static void stop() {
        backend.close();
    }

    @Test
    void aFieldIsNullWithAnErrorForWhoMayNotReadIt() {
        String id = create("ana", "createNote", "title", "T", "secret", "s");

        assertThat(note("ana", id).object("getNote")).containsEntry("secret", "s");
        assertThat(note("eve", id).object("getNote")).containsEntry("secret", "s");
        TestBackend.Answer ofBen = note("ben", id);
        assertThat(ofBen.object("getNote"))
                .containsEntry("title", "T")
                .containsEntry("secret", null);
        assertError(
                ofBen,
                "Not Authorized to access secret on type Note",
                List.of("getNote", "secret"));
    }

    @Test
    void everyItemOfAPageHasItsOwnError() {
        String title = "page of secrets";
        create("ana", "createNote", "title", title, "secret", "of ana");
        create("ben", "createNote", "title", title, "secret", "of ben");

        TestBackend.Answer answer =
                backend.call(
                        "ben",
                        "{ syncNotes(filter: {title: {eq: \"%s\"}}) { items { owner secret } } }"
                                .formatted(title));

        assertThat(answer.items("syncNotes"))
                .containsExactlyInAnyOrder(
                        input("owner", "ana", "secret", null),
                        input("owner", "ben", "secret", "of ben"));
        assertThat(answer.errors()).hasSize(1);
    }

    @Test
    void aFilterCannotTellWhatAFieldHolds() {
        String id = create("ana", "createNote", "title", "T", "secret", "s3cret");
        String list = "{ listNotes(filter: {id: {eq: \"%s\"}, %s}) { items { id } } }";

        for (String test :
                List.of("secret: {eq: \"s3cret\"}", "not: {not: {secret: {beginsWith: \"s\"}}}")) {
            String query = list.formatted(id, test);
            assertThat(backend.call("ana", query).items("listNotes")).hasSize(1);
            assertThat(backend.call("ben", query).items("listNotes")).isEmpty();
        }
        String negated = list.formatted(id, "not: {secret: {eq: \"%s\"}}");
        assertThat(backend.call("ben", negated.formatted("s3cret")).items("listNotes"))
                .isEqualTo(backend.call("ben", negated.formatted("other")).items("listNotes"));
    }

    @Test
    void anAnswerToAMutationShowsNoGuardedField() {
        TestBackend.Answer created =
                backend.call(
                        "ana",
                        "mutation { createNote(input: {title: \"T\", secret: \"s\"}) { title secret"
                                + " owner } }");

        assertThat(created.object("createNote"))
                .isEqualTo(input("title", "T", "secret", null, "owner", "ana"));
        assertThat(created.errors()).isEmpty();
    }

    @Test
    void whoMayWriteSomeFieldsIsToldOfTheOthers() {
        String id = create("ana", "createForm", "title", "T", "answer", "A");

        assertError(
                backend.mutate("ana", "createForm", input("title", "T", "grade", "1")),
                "Unauthorized on [grade]",
                List.of("createForm"));
        assertError(
                backend.mutate(
                        "ana",
                        "updateForm",
                        input("id", id, "grade", "1", "answer", null, "_version", 1)),
                "Unauthorized on [answer, grade]",
                List.of("updateForm"));
        assertThat(
                        backend.mutate(
                                        "ana",
                                        "updateForm",
                                        input("id", id, "answer", "B", "_version", 1))
                                .errors())
                .isEmpty();
        assertThat(
                        backend.mutate(
                                        "eve",
                                        "updateForm",
                                        input("id", id, "grade", "1", "_version", 2))
                                .errors())
                .isEmpty();
    }

    /// A conflict answers with the stored item, which must not be a way around the rules.
    @Test
    void aConflictShowsNoGuardedField() {
        String id = create("ana", "createNote", "title", "T", "secret", "s");

        TestBackend.Answer stale =
                backend.call(
                        "ana",
                        ("mutation { deleteNote(input: {id: \"%s\", _version: 9})"
                                        + " { title secret owner } }")
                                .formatted(id));

        assertThat(stale.errors()).hasSize(1);
        assertThat(stale.errors().getFirst())
                .containsEntry("errorType", "ConflictUnhandled")
                .containsEntry("data", input("title", "T", "secret", null, "owner", "ana"));
    }

    @Test
    void aRelatedItemFollowsTheRulesOfItsOwnModel() {
        String note = create("ana", "createNote", "title", "T");
        String diary = create("ben", "createDiary", "day", "monday");
        create("ana", "createPage", "text", "of ana", "noteID", note, "diaryID", diary);
        create("ben", "createPage", "text", "of ben", "noteID", note, "diaryID", diary);
        String query =
                "{ getNote(id: \"%s\") { pages { items { text note { title } diary { day } } } } }"
                        .formatted(note);

        assertThat(backend.call("ben", query).object("getNote"))
                .isEqualTo(
                        Map.of(
                                "pages",
                                Map.of(
                                        "items",
                                        List.of(
                                                Map.of(
                                                        "text", "of ben",
                                                        "note", Map.of("title", "T"),
                                                        "diary", Map.of("day", "monday"))))));
        TestBackend.Answer ofAna = backend.call("ana", query);
        assertThat(ofAna.object("getNote"))
                .isEqualTo(
                        Map.of(
                                "pages",
                                Map.of(
                                        "items",
                                        List.of(
                                                input(
                                                        "text",
                                                        "of ana",
                                                        "note",
                                                        Map.of("title", "T"),
                                                        "diary",
                                                        null)))));
        assertError(
                ofAna,
                "Not Authorized to access diary on type Page",
                List.of("getNote", "pages", "items", 0, "diary"));
    }

    @Test
    void anAnswerToAMutationShowsRelatedItemsOnlyWhereAllReadersMaySeeThem() {
        String note = create("ana", "createNote", "title", "T");
        TestBackend.Answer page =
                backend.call(
                        "ana",
                        "mutation { createPage(input: {noteID: \"%s\"}) { noteID note { title } } }"
                                .formatted(note));
        assertThat(page.object("createPage")).isEqualTo(input("noteID", note, "note", null));
        TestBackend.Answer pages =
                backend.call(
                        "ana",
                        ("mutation { updateNote(input: {id: \"%s\", _version: 1})"
                                        + " { pages { items { id } } } }")
                                .formatted(note));
        assertThat(pages.object("updateNote"))
                .isEqualTo(Map.of("pages", Map.of("items", List.of())));
        assertThat(pages.errors()).isEmpty();

        String room = create("ana", "createRoom");
        TestBackend.Answer desk =
                backend.call(
                        "ana",
                        "mutation { createDesk(input: {roomID: \"%s\"}) { room { id } } }"
                                .formatted(room));
        assertThat(desk.object("createDesk")).isEqualTo(Map.of("room", Map.of("id", room)));
    }

    @Test
    void whatAnAuthorizerDeniesIsNullAndIsNotDone() {
        String id = create("ana", "createNote", "title", "T");

        TestBackend.Answer read =
                backend.call("custom", "{ getNote(id: \"%s\") { id title } }".formatted(id));
        assertThat(read.object("getNote")).isEqualTo(input("id", id, "title", null));
        assertThat(read.errors()).isEmpty();
        assertThat(
                        backend.call(
                                        "custom",
                                        ("{ listNotes(filter: {id: {eq: \"%s\"}, title: {eq:"
                                                        + " \"T\"}}) { items { id } } }")
                                                .formatted(id))
                                .items("listNotes"))
                .isEmpty();
        backend.mutate("custom", "deleteNote", input("id", id, "_version", 1));
        assertThat(
                        backend.call("ana", "{ getNote(id: \"%s\") { _deleted } }".formatted(id))
                                .object("getNote"))
                .isEqualTo(input("_deleted", null));
    }

    private static String create(String caller, String field, @Nullable Object... fields) {
        return String.valueOf(backend.mutate(caller, field, input(fields)).object(field).get("id"));
    }

    private static TestBackend.Answer note(String caller, String id) {
        return backend.call(caller, "{ getNote(id: \"%s\") { title secret } }".formatted(id));
    }

    private static void assertError(TestBackend.Answer answer, String message, List<Object> path) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.errors())
                .singleElement()
                .satisfies(
                        error ->
                                assertThat(error)
                                        .containsEntry("errorType", "Unauthorized")
                                        .containsEntry("message", message)
                                        .containsEntry("path", path));
    }
}
