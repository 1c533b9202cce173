package dev.outrigger.interop;

import static dev.outrigger.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.schema.SchemaFixture;
import dev.outrigger.testing.AmplifyClient;
import dev.outrigger.testing.AmplifyDevices;
import dev.outrigger.testing.AmplifyRelease;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

import java.util.List;
import java.util.Map;

/// Two Amplify clients of a schema from the first transformer, with `@connection` and `@key`, whose
/// subscriptions take no filter.
@ForEachRelease
class OlderSchemasIT {
    @Parameter AmplifyRelease release;

    private AmplifyDevices devices;
    private AmplifyClient phone;
    private AmplifyClient laptop;

    @BeforeParameterizedClassInvocation
    void start() {
        String schema = SchemaFixture.text("seed-many-to-many-v1.graphql");
        devices = new AmplifyDevices("older-schemas", release, schema);
        phone = devices.start("phone");
        laptop =
                devices.start(
                        devices.setup("laptop")
                                .with(
                                        "syncExpressions",
                                        Map.of("Post", Map.of("title", Map.of("ne", "hidden")))));
    }

    @AfterParameterizedClassInvocation
    void stop() {
        devices.close();
    }

    @Test
    void aJoinModelTiesItemsTogether() {
        // When
        String post = idOf(phone.save("Post", Map.of("title", "shared")));
        String user = idOf(phone.save("User", Map.of("username", "ada")));
        String editor =
                idOf(
                        phone.save(
                                "PostEditor",
                                Map.of(
                                        "post", Map.of("$ref", List.of("Post", post)),
                                        "editor", Map.of("$ref", List.of("User", user)))));

        // Then
        eventually(() -> assertThat(laptop.version("PostEditor", editor)).isEqualTo(1));
        assertThat(laptop.children("Post", post, "editors"))
                .extracting(join -> join.get("id"))
                .containsExactly(editor);
        assertThat(laptop.related("PostEditor", editor, "editor")).containsEntry("id", user);
    }

    @Test
    void aSubscriptionWithoutFilterIsRefusedSoThatTheClientFiltersItself() {
        // When
        String hidden = idOf(phone.save("Post", Map.of("title", "hidden")));
        String shown = idOf(phone.save("Post", Map.of("title", "shown")));

        // Then
        eventually(() -> assertThat(laptop.version("Post", shown)).isEqualTo(1));
        assertThat(laptop.get("Post", hidden)).isNull();
        assertThat(laptop.wire().received("error"))
                .isNotEmpty()
                .allSatisfy(
                        frame ->
                                assertThat(frame.get("payload").toString())
                                        .contains(
                                                "UnknownArgument: Unknown field argument filter"));
        assertThat(laptop.wire().subscriptions("onCreatePost"))
                .last()
                .extracting(request -> request.get("query").toString())
                .asString()
                .doesNotContain("filter");
    }

    private static String idOf(Map<String, ?> item) {
        return String.valueOf(item.get("id"));
    }
}
