package dev.outrigger.backend.graphql.realtime;

import static dev.outrigger.testing.RuledBackend.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.testing.RuledBackend;
import dev.outrigger.testing.TestSocket;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Who hears of which writes, and what they are shown of them.
class ListeningRightsIT {
    private static final String SCHEMA =
            """
            type Note @model
                @auth(rules: [
                  { allow: owner }
                  { allow: groups, groups: ["editors"] }
                  { allow: groups, groupsField: "team", operations: [read] }
                ]) {
              id: ID!
              title: String
              team: String
              secret: String @auth(rules: [{ allow: owner }])
              shelfID: ID
              shelf: Shelf @belongsTo(fields: ["shelfID"])
            }
            type Shelf @model @auth(rules: [{ allow: owner }]) { id: ID! name: String }
            type Poster @model(subscriptions: { level: public }) @auth(rules: [{ allow: owner }]) {
              id: ID!
              title: String
            }
            """;
    private static final String ON_CREATE =
            "subscription operation { onCreateNote { id title owner secret shelf { id } } }";

    private static RuledBackend backend;

    @BeforeAll
    static void start() {
        backend = RuledBackend.start(SCHEMA);
    }

    @AfterAll
    static void stop() {
        backend.close();
    }

    /// All send the very same document, and none gets what is another's.
    @Test
    void eachSubscriberHearsOfWhatTheyMaySee() {
        try (TestSocket ana = listening("ana", ON_CREATE);
                TestSocket ben = listening("ben", ON_CREATE);
                TestSocket eve = listening("eve", ON_CREATE);
                TestSocket admin = listening("admin", ON_CREATE)) {
            // When
            create("ana", "title", "of ana", "secret", "s");
            create("ben", "title", "of ben");
            create("eve", "title", "of readers", "team", "readers");

            // Then
            assertThat(titles(ana, 1)).containsExactly("of ana");
            assertThat(titles(ben, 2)).containsExactly("of ben", "of readers");
            assertThat(titles(eve, 3)).containsExactly("of ana", "of ben", "of readers");
            assertThat(titles(admin, 3)).containsExactly("of ana", "of ben", "of readers");
            for (TestSocket socket : List.of(ana, ben, eve, admin)) {
                socket.send("{\"type\":\"stop\",\"id\":\"1\"}");
                assertThat(socket.next()).containsEntry("type", "complete");
            }
        }
    }

    @Test
    void anEventShowsNoGuardedFieldAndTheOwnerByName() {
        try (TestSocket ana = listening("ana", ON_CREATE)) {
            String shelf =
                    String.valueOf(
                            backend.mutate("ana", "createShelf", input("name", "S"))
                                    .object("createShelf")
                                    .get("id"));
            create("ana", "id", "shown", "title", "T", "secret", "s", "shelfID", shelf);

            assertThat(event(ana))
                    .isEqualTo(
                            input(
                                    "id", "shown", "title", "T", "owner", "ana", "secret", null,
                                    "shelf", null));
        }
    }

    @Test
    void aFilterNarrowsWhatMayBeSeenAndNeverWidensIt() {
        String document =
                "subscription operation($filter: ModelSubscriptionNoteFilterInput)"
                        + " { onCreateNote(filter: $filter) { id title } }";
        Map<String, ?> filter =
                Map.of(
                        "filter",
                        Map.of(
                                "or",
                                List.of(
                                        Map.of("title", Map.of("eq", "wanted")),
                                        Map.of("title", Map.of("eq", "last")))));
        try (TestSocket ana = backend.realtime("ana")) {
            ana.start("1", document, filter, "ana");
            assertThat(ana.next()).containsEntry("type", "start_ack");

            create("ben", "title", "wanted");
            create("ana", "title", "unwanted");
            create("ana", "title", "wanted");
            create("ana", "title", "last");

            assertThat(titles(ana, 2)).containsExactly("wanted", "last");
        }
    }

    @Test
    void whoHasNoRuleGetsAnErrorForTheSubscriptionAndKeepsTheConnection() {
        try (TestSocket socket = backend.realtime("someKey")) {
            socket.start("1", ON_CREATE, Map.of(), "someKey");

            assertThat(socket.next())
                    .isEqualTo(
                            Map.of(
                                    "id",
                                    "1",
                                    "type",
                                    "error",
                                    "payload",
                                    Map.of(
                                            "errors",
                                            List.of(
                                                    Map.of(
                                                            "errorType",
                                                            "Unauthorized",
                                                            "message",
                                                            "Not Authorized to access onCreateNote"
                                                                    + " on type Subscription")))));
            socket.start("2", ON_CREATE, Map.of(), "ana");
            assertThat(socket.next()).containsEntry("type", "start_ack");
        }
    }

    @Test
    void anOwnerArgumentMustBeTheCallersNameUnlessTheyHearOfAll() {
        String document =
                "subscription operation($owner: String!)"
                        + " { onCreateNote(owner: $owner) { title } }";
        try (TestSocket ana = backend.realtime("ana");
                TestSocket eve = backend.realtime("eve")) {
            // When
            ana.start("1", document, Map.of("owner", "ben"), "ana");
            ana.start("2", document, Map.of("owner", "ana"), "ana");
            eve.start("1", document, Map.of("owner", "ben"), "eve");

            // Then
            assertThat(ana.next()).containsEntry("id", "1").containsEntry("type", "error");
            assertThat(ana.next()).containsEntry("id", "2").containsEntry("type", "start_ack");
            assertThat(eve.next()).containsEntry("type", "start_ack");

            create("ben", "title", "of ben");
            create("ana", "title", "of ana");
            create("ben", "title", "of ben again");
            assertThat(titles(ana, 1)).containsExactly("of ana");
            assertThat(titles(eve, 2)).containsExactly("of ben", "of ben again");
        }
    }

    @Test
    void publicSubscriptionsTellEverybody() {
        String document = "subscription operation { onCreatePoster { title } }";
        try (TestSocket ben = listening("ben", document);
                TestSocket someKey = listening("someKey", document)) {
            backend.mutate("ana", "createPoster", input("title", "for all"));

            assertThat(titles(ben, 1)).containsExactly("for all");
            assertThat(titles(someKey, 1)).containsExactly("for all");
        }
    }

    @Test
    void whoLosesAnItemHearsNoMoreOfIt() {
        create("ana", "id", "given", "title", "first", "team", "readers");
        String document = "subscription operation { onUpdateNote { id title } }";
        try (TestSocket ben = listening("ben", document)) {
            update("given", 1, "title", "second");
            update("given", 2, "title", "third", "team", null);
            update("given", 3, "title", "fourth");
            update("given", 4, "title", "fifth", "team", "readers");

            assertThat(titles(ben, 2)).containsExactly("second", "fifth");
        }
    }

    private static TestSocket listening(String caller, String document) {
        TestSocket socket = backend.realtime(caller);
        socket.start("1", document, Map.of(), caller);
        assertThat(socket.next()).containsEntry("type", "start_ack");
        return socket;
    }

    private static void create(String caller, @Nullable Object... fields) {
        assertThat(backend.mutate(caller, "createNote", input(fields)).errors()).isEmpty();
    }

    private static void update(String id, int version, @Nullable Object... fields) {
        Map<String, @Nullable Object> input = input(fields);
        input.put("id", id);
        input.put("_version", version);
        assertThat(backend.mutate("eve", "updateNote", input).errors()).isEmpty();
    }

    private static List<Object> titles(TestSocket socket, int count) {
        return IntStream.range(0, count).mapToObj(_ -> event(socket).get("title")).toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> event(TestSocket socket) {
        Map<String, Object> frame = socket.next();
        assertThat(frame).containsEntry("type", "data");
        var data = (Map<String, Object>) ((Map<String, Object>) frame.get("payload")).get("data");
        return (Map<String, Object>) data.values().iterator().next();
    }
}
