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

/// Amplify clients that choose between a user's token and an API key, model by model: the strategy
/// for several authorization modes.
@ForEachRelease
class SeveralModesIT {
    private static final String SCHEMA =
            """
            type News @model
                @auth(
                  rules: [
                    { allow: groups, groups: ["Editors"] }
                    { allow: public, operations: [read] }
                  ]
                ) {
              id: ID!
              headline: String!
            }
            type Note @model @auth(rules: [{ allow: owner }]) {
              id: ID!
              text: String!
            }
            """;
    private static final String NEWS = "News";
    private static final String NOTE = "Note";

    @Parameter AmplifyRelease release;

    private PoolUsers users;
    private AmplifyDevices devices;
    private AmplifyClient editor;
    private AmplifyClient guest;

    @BeforeParameterizedClassInvocation
    void start() {
        users = new PoolUsers();
        devices = new AmplifyDevices("modes", release, SCHEMA, users.welcomed());
        editor =
                devices.start(
                        users.signedIn(devices.setup("editor"), "ada", List.of("Editors"))
                                .with("multiAuth", true));
        guest = devices.start(devices.setup("guest").with("multiAuth", true));
    }

    @AfterParameterizedClassInvocation
    void stop() {
        devices.close();
        users.close();
    }

    @Test
    void aGuestReadsWhatIsPublicAndNothingElse() {
        // When
        String news = idOf(editor.save(NEWS, Map.of("headline", "an otter was seen")));
        String note = idOf(editor.save(NOTE, Map.of("text", "buy fish")));

        // Then
        eventually(() -> assertThat(guest.version(NEWS, news)).isEqualTo(1));
        eventually(() -> assertThat(editor.version(NOTE, note)).isEqualTo(1));
        assertThat(guest.list(NOTE)).isEmpty();
    }

    @Test
    void whatAGuestWritesIsRefused() {
        // When
        String id = idOf(guest.save(NEWS, Map.of("headline", "made up")));

        // Then
        eventually(() -> assertThat(guest.outboxCount()).isZero());
        assertThat(guest.wire().exchanges("createNews"))
                .isNotEmpty()
                .allSatisfy(
                        exchange ->
                                assertThat(exchange.errors())
                                        .singleElement()
                                        .extracting("errorType")
                                        .isEqualTo("Unauthorized"));
        assertThat(guest.events("error")).isNotEmpty();
        assertThat(editor.get(NEWS, id)).isNull();
    }

    private static String idOf(Map<String, ?> item) {
        return String.valueOf(item.get("id"));
    }
}
