package dev.outrigger.backend.graphql;

import static dev.outrigger.testing.RuledBackend.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.testing.RuledBackend;
import dev.outrigger.testing.TestBackend;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Items that belong to who made them: two users, one of a group that may do everything, and an
/// administrator.
class OwnersIT {
    private static final String SCHEMA =
            """
            type Note @model
                @auth(rules: [{ allow: owner }, { allow: groups, groups: ["editors"] }]) {
              id: ID!
              title: String
              shelf: String @index(name: "byShelf", queryField: "notesByShelf")
            }
            type Paper @model
                @auth(rules: [
                  { allow: owner, ownerField: "authors" }
                  { allow: groups, groupsField: "team", operations: [read] }
                ]) {
              id: ID!
              authors: [String]
              team: String
            }
            type Untouched @model { id: ID! }
            """;

    private static RuledBackend backend;
    private static int numbers;

    @BeforeAll
    static void start() {
        backend = RuledBackend.start(SCHEMA);
    }

    @AfterAll
    static void stop() {
        backend.close();
    }

    @Test
    void theCreatorBecomesTheOwnerAndIsShownByName() {
        String id = create("ana", "title", "T");

        assertThat(get("ana", id)).containsEntry("owner", "ana");
        assertThat(get("admin", id)).containsEntry("owner", "ana");
        assertThat(
                        backend.call(
                                        "admin",
                                        ("{ listNotes(filter: {id: {eq: \"%s\"}, owner: {eq:"
                                                        + " \"ana-sub::ana\"}}) { items { id } } }")
                                                .formatted(id))
                                .items("listNotes"))
                .hasSize(1);
    }

    @Test
    void anItemIsForItsOwnerItsGroupAndAdministrators() {
        String id = create("ana", "title", "T");

        assertThat(get("ana", id)).containsEntry("title", "T");
        assertThat(get("eve", id)).containsEntry("title", "T");
        assertThat(get("admin", id)).containsEntry("title", "T");
        assertRefused(
                backend.call("ben", "{ getNote(id: \"%s\") { id } }".formatted(id)),
                "getNote",
                "Not Authorized to access getNote on type Query");
        assertThat(backend.call("ben", "{ getNote(id: \"none\") { id } }").body())
                .isEqualTo(Map.of("data", mapWithNull("getNote")));
    }

    @Test
    void listsAndSyncsShowEachCallerTheirOwn() {
        String shelf = "shelf" + numbers++;
        long before = startedAt();
        List<String> ofAna = List.of(create("ana", "shelf", shelf), create("ana", "shelf", shelf));
        List<String> ofBen = List.of(create("ben", "shelf", shelf), create("ben", "shelf", shelf));

        for (String paged :
                List.of(
                        "listNotes filter: {shelf: {eq: \"%s\"}}",
                        "syncNotes filter: {shelf: {eq: \"%s\"}}",
                        "syncNotes lastSync: " + before + " filter: {shelf: {eq: \"%s\"}}",
                        "notesByShelf shelf: \"%s\"")) {
            String field = paged.substring(0, paged.indexOf(' '));
            String arguments = paged.substring(paged.indexOf(' ')).formatted(shelf) + " limit: 1";
            assertThat(backend.all("ana", field, arguments, "id"))
                    .as(paged)
                    .containsExactlyInAnyOrderElementsOf(List.copyOf(ofAna));
            assertThat(backend.all("ben", field, arguments, "id"))
                    .as(paged)
                    .containsExactlyInAnyOrderElementsOf(List.copyOf(ofBen));
            assertThat(backend.all("eve", field, arguments, "id")).as(paged).hasSize(4);
            assertThat(backend.all("admin", field, arguments, "id")).as(paged).hasSize(4);
        }
    }

    @Test
    void keysAreToldOfWhatASyncWouldBring() {
        String ofAna = create("ana", "title", "T");
        String ofBen = create("ben", "title", "T");

        assertThat(keys("ana")).contains(ofAna).doesNotContain(ofBen);
        assertThat(keys("ben")).contains(ofBen).doesNotContain(ofAna);
        assertThat(keys("eve")).contains(ofAna, ofBen);
    }

    @Test
    void itemsOfOthersCostNoPage() {
        create("ben", "title", "T");
        String mine = create("ana", "title", "mine");

        TestBackend.Answer answer =
                backend.call(
                        "ana",
                        "{ listNotes(limit: 1000, filter: {title: {eq: \"mine\"}}) { items { id }"
                                + " nextToken } }");

        assertThat(answer.items("listNotes")).contains(Map.of("id", mine));
        assertThat(answer.object("listNotes").get("nextToken")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "getNote(id: \"x\") { id }",
                "listNotes { items { id } }",
                "syncNotes { items { id } }",
                "notesByShelf(shelf: \"x\") { items { id } }"
            })
    void whoHasNoRuleIsRefusedWithNullAndStatus200(String read) {
        String field = read.replaceAll("[ (].*", "");
        for (String caller : List.of("someKey", "guest")) {
            assertRefused(
                    backend.call(caller, "{ " + read + " }"),
                    field,
                    "Not Authorized to access " + field + " on type Query");
        }
    }

    @Test
    void othersMayNotChangeWhatIsNotTheirs() {
        String id = create("ana", "title", "T");

        assertRefused(
                backend.mutate("ben", "updateNote", input("id", id, "title", "B", "_version", 1)),
                "updateNote",
                "Not Authorized to access updateNote on type Mutation");
        assertRefused(
                backend.mutate("ben", "deleteNote", input("id", id, "_version", 1)),
                "deleteNote",
                "Not Authorized to access deleteNote on type Mutation");
        assertThat(get("ana", id)).containsEntry("title", "T").containsEntry("_version", 1);
        assertThat(
                        backend.mutate(
                                        "ana",
                                        "updateNote",
                                        input("id", id, "title", "A", "_version", 1))
                                .errors())
                .isEmpty();
        assertThat(backend.mutate("eve", "deleteNote", input("id", id, "_version", 2)).errors())
                .isEmpty();
    }

    @Test
    void whatDoesNotExistIsRefusedToOwnersAndFailsForTheOthers() {
        assertRefused(
                backend.mutate("ana", "updateNote", input("id", "none", "title", "A")),
                "updateNote",
                "Not Authorized to access updateNote on type Mutation");
        assertThat(backend.mutate("eve", "updateNote", input("id", "none", "title", "A")).errors())
                .singleElement()
                .satisfies(
                        error ->
                                assertThat(error)
                                        .containsEntry(
                                                "errorType", "ConditionalCheckFailedException"));
    }

    @Test
    void whoMayNotWriteLearnsNothingOfTheItemFromCondition() {
        String id = create("ana", "title", "T");
        String update =
                "mutation { updateNote(input: {id: \"%s\", title: \"B\"}, condition: {title: {eq:"
                        + " \"%s\"}}) { id } }";

        for (String guess : List.of("T", "other")) {
            assertRefused(
                    backend.call("ben", update.formatted(id, guess)),
                    "updateNote",
                    "Not Authorized to access updateNote on type Mutation");
        }
    }

    @Test
    void anOwnerListIsForEachOfItsMembers() {
        String id =
                String.valueOf(
                        backend.mutate("ana", "createPaper", input("team", "readers"))
                                .object("createPaper")
                                .get("id"));
        assertThat(paper("ana", id)).containsEntry("authors", List.of("ana"));
        assertThat(paper("ben", id)).containsEntry("authors", List.of("ana"));
        assertRefused(
                backend.call("eve", "{ getPaper(id: \"%s\") { id } }".formatted(id)),
                "getPaper",
                "Not Authorized to access getPaper on type Query");

        backend.mutate(
                "ana",
                "updatePaper",
                input("id", id, "authors", List.of("ana", "eve"), "_version", 1));

        assertThat(paper("eve", id)).containsEntry("authors", List.of("ana", "eve"));
        assertRefused(
                backend.mutate("ben", "updatePaper", input("id", id, "team", "x", "_version", 2)),
                "updatePaper",
                "Not Authorized to access updatePaper on type Mutation");
        assertThat(
                        backend.mutate(
                                        "eve",
                                        "updatePaper",
                                        input("id", id, "team", "x", "_version", 2))
                                .errors())
                .isEmpty();
        assertRefused(
                backend.call("ben", "{ getPaper(id: \"%s\") { id } }".formatted(id)),
                "getPaper",
                "Not Authorized to access getPaper on type Query");
    }

    @Test
    void nobodyIsMadeTheOwnerOfWhatSomebodyElseCreates() {
        for (@Nullable Object authors : new Object[] {List.of("ben"), List.of(), null}) {
            assertRefused(
                    backend.mutate("ana", "createPaper", input("authors", authors)),
                    "createPaper",
                    "Not Authorized to access createPaper on type Mutation");
        }
    }

    @Test
    void aModelWithoutRulesIsForAdministratorsOnly() {
        for (String caller : List.of("ana", "eve", "someKey", "guest", "custom")) {
            assertRefused(
                    backend.mutate(caller, "createUntouched", input("id", "u")),
                    "createUntouched",
                    "Not Authorized to access createUntouched on type Mutation");
            assertRefused(
                    backend.call(caller, "{ listUntoucheds { items { id } } }"),
                    "listUntoucheds",
                    "Not Authorized to access listUntoucheds on type Query");
        }
        assertThat(backend.mutate("admin", "createUntouched", input("id", "u")).errors()).isEmpty();
    }

    private static String create(String caller, @Nullable Object... fields) {
        return String.valueOf(
                backend.mutate(caller, "createNote", input(fields)).object("createNote").get("id"));
    }

    private static Map<String, Object> get(String caller, String id) {
        return backend.call(
                        caller, "{ getNote(id: \"%s\") { title owner _version } }".formatted(id))
                .object("getNote");
    }

    private static List<Object> keys(String caller) {
        Object data =
                backend.call(caller, "{ _keysOfNotes(buckets: 1, in: [0]) }").body().get("data");
        assertThat(data).isInstanceOf(Map.class);
        return List.copyOf((List<?>) ((Map<?, ?>) data).get("_keysOfNotes"));
    }

    private static Map<String, Object> paper(String caller, String id) {
        return backend.call(caller, "{ getPaper(id: \"%s\") { authors } }".formatted(id))
                .object("getPaper");
    }

    private static long startedAt() {
        return ((Number)
                        backend.call("admin", "{ syncNotes(limit: 1) { startedAt } }")
                                .object("syncNotes")
                                .get("startedAt"))
                .longValue();
    }

    private static Map<String, @Nullable Object> mapWithNull(String key) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put(key, null);
        return map;
    }

    private static void assertRefused(TestBackend.Answer answer, String field, String message) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).containsEntry("data", mapWithNull(field));
        assertThat(answer.errors())
                .singleElement()
                .satisfies(
                        error ->
                                assertThat(error)
                                        .containsEntry("errorType", "Unauthorized")
                                        .containsEntry("message", message)
                                        .containsEntry("path", List.of(field))
                                        .containsEntry("data", null)
                                        .containsEntry("errorInfo", null)
                                        .containsKey("locations"));
    }
}
