package dev.outrigger.interop;

import static dev.outrigger.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.testing.AmplifyClient;
import dev.outrigger.testing.AmplifyDevices;
import dev.outrigger.testing.AmplifyRelease;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

import java.util.List;
import java.util.Map;

/// Amplify clients of three users of a pool, one of them in a group, on models with rules.
@ForEachRelease
class OwnersAndGroupsIT {
    private static final String SCHEMA =
            """
            type Note @model
                @auth(rules: [{ allow: owner }, { allow: groups, groups: ["Admin"] }]) {
              id: ID!
              text: String!
            }
            type Draft @model
                @auth(
                  rules: [
                    { allow: owner, ownerField: "author", operations: [create, update, delete] }
                    { allow: private, operations: [read] }
                  ]
                ) {
              id: ID!
              text: String
            }
            type Board @model @auth(rules: [{ allow: groups, groupsField: "teams" }]) {
              id: ID!
              name: String!
              teams: [String]
            }
            """;
    private static final String NOTE = "Note";
    private static final String DRAFT = "Draft";
    private static final String BOARD = "Board";

    @Parameter AmplifyRelease release;

    private PoolUsers users;
    private AmplifyDevices devices;
    private AmplifyClient ada;
    private AmplifyClient bob;
    private AmplifyClient admin;

    @BeforeParameterizedClassInvocation
    void start() {
        users = new PoolUsers();
        devices = new AmplifyDevices("owners", release, SCHEMA, users.welcomed());
        ada = device("ada", List.of("Otters"));
        bob = device("bob", List.of());
        admin = device("eve", List.of("Admin", "Otters"));
    }

    private AmplifyClient device(String username, List<String> groups) {
        return devices.start(users.signedIn(devices.setup(username), username, groups));
    }

    @AfterParameterizedClassInvocation
    void stop() {
        devices.close();
        users.close();
    }

    @Test
    void aNoteIsItsOwnersAndTheAdministratorsOnly() {
        // When
        String id = saved(ada, NOTE, Map.of("text", "mine"));

        // Then
        eventually(() -> assertThat(ada.version(NOTE, id)).isEqualTo(1));
        eventually(() -> assertThat(admin.version(NOTE, id)).isEqualTo(1));
        // When
        admin.update(NOTE, id, Map.of("text", "looked at"));

        // Then
        eventually(() -> assertThat(ada.get(NOTE, id)).containsEntry("text", "looked at"));
        String bobs = saved(bob, NOTE, Map.of("text", "of bob"));
        eventually(() -> assertThat(bob.version(NOTE, bobs)).isEqualTo(1));
        assertThat(bob.list(NOTE)).extracting(note -> note.get("id")).containsExactly(bobs);
        assertThat(ada.get(NOTE, bobs)).isNull();
        assertThat(told(bob)).doesNotContain(id);
    }

    /// The client names the owner that it reads from the token, unless a group of the model's rules
    /// lets it see every note.
    @Test
    void subscriptionsAreAcceptedWithTheOwnerThatTheClientNames() {
        assertThat(variables(ada)).isEqualTo(Map.of("owner", "ada"));
        assertThat(variables(bob)).isEqualTo(Map.of("owner", "bob"));
        assertThat(variables(admin)).isEqualTo(Map.of());
        assertThat(ada.wire().received("error")).isEmpty();
        assertThat(admin.wire().received("error")).isEmpty();
    }

    private static Object variables(AmplifyClient device) {
        return device.wire().subscriptions("onCreateNote").getFirst().get("variables");
    }

    @Test
    void whoIsInNoTeamIsToldThatBoardsAreNotForThemAndSyncsTheRest() {
        assertThat(bob.wire().received("error"))
                .hasSize(3)
                .allSatisfy(
                        frame ->
                                assertThat(frame.get("payload").toString())
                                        .contains("errorType=Unauthorized", "Board"));
    }

    @Test
    void aDraftIsReadByAllAndChangedByItsAuthor() {
        // Given
        String id = saved(ada, DRAFT, Map.of("text", "first"));
        eventually(() -> assertThat(bob.version(DRAFT, id)).isEqualTo(1));

        // When
        bob.update(DRAFT, id, Map.of("text", "defaced"));

        // Then
        eventually(() -> assertThat(bob.wire().exchanges("updateDraft")).isNotEmpty());
        assertThat(bob.wire().exchanges("updateDraft").getFirst().errors())
                .singleElement()
                .extracting("errorType", "message")
                .containsExactly(
                        "Unauthorized", "Not Authorized to access updateDraft on type Mutation");
        eventually(() -> assertThat(bob.outboxCount()).isZero());
        assertThat(bob.events("error")).isNotEmpty();

        // When
        ada.update(DRAFT, id, Map.of("text", "second"));

        // Then
        eventually(() -> assertThat(bob.version(DRAFT, id)).isEqualTo(2));
        assertThat(bob.get(DRAFT, id)).containsEntry("text", "second");
    }

    @Test
    void aBoardIsItsTeamsOnly() {
        // When
        String id = saved(admin, BOARD, Map.of("name", "pond", "teams", List.of("Otters")));
        String other = saved(admin, BOARD, Map.of("name", "desk", "teams", List.of("Admin")));

        // Then
        eventually(() -> assertThat(ada.version(BOARD, id)).isEqualTo(1));
        eventually(() -> assertThat(admin.version(BOARD, other)).isEqualTo(1));
        ada.update(BOARD, id, Map.of("name", "river"));
        eventually(() -> assertThat(admin.get(BOARD, id)).containsEntry("name", "river"));
        assertThat(ada.get(BOARD, other)).isNull();
        assertThat(bob.list(BOARD)).isEmpty();
    }

    @Test
    void aRestartPullsWhatTheUserMaySee() {
        // Given
        String hers = saved(ada, NOTE, Map.of("text", "kept"));
        eventually(() -> assertThat(ada.version(NOTE, hers)).isEqualTo(1));

        // When
        AmplifyClient again =
                devices.start(users.signedIn(devices.setup("ada-again"), "ada", List.of()));

        // Then
        assertThat(again.get(NOTE, hers)).containsEntry("text", "kept");
        assertThat(again.list(NOTE))
                .extracting(note -> note.get("id"))
                .containsExactlyInAnyOrderElementsOf(
                        ada.list(NOTE).stream().map(note -> note.get("id")).toList());
        again.close();
    }

    private static String saved(AmplifyClient device, String model, Map<String, ?> fields) {
        return String.valueOf(device.save(model, fields).get("id"));
    }

    /// The ids of all items that came as events.
    private static List<Object> told(AmplifyClient device) {
        return device.wire().received("data").stream()
                .map(frame -> (Map<?, ?>) ((Map<?, ?>) frame.get("payload")).get("data"))
                .flatMap(data -> data.values().stream())
                .<Object>map(item -> ((Map<?, ?>) item).get("id"))
                .toList();
    }
}
