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

/// Two Amplify clients that tie posts to tags through the join model of `@manyToMany`.
@ForEachRelease
class ManyToManyIT {
    private static final String JOIN = "PostTags";

    @Parameter AmplifyRelease release;

    private AmplifyDevices devices;
    private AmplifyClient phone;
    private AmplifyClient laptop;

    @BeforeParameterizedClassInvocation
    void start() {
        String schema = SchemaFixture.text("many-to-many.graphql");
        devices = new AmplifyDevices("many-to-many", release, schema);
        phone = devices.start("phone");
        laptop = devices.start("laptop");
    }

    @AfterParameterizedClassInvocation
    void stop() {
        devices.close();
    }

    @Test
    void AC43_bothSidesFindEachOtherUntilTheJoinIsDeleted() {
        // Given
        String post = saved("Post", Map.of("title", "tagged"));
        String tag = saved("Tag", Map.of("label", "otters"));

        // When
        String join =
                saved(JOIN, Map.of("post", reference("Post", post), "tag", reference("Tag", tag)));

        // Then
        eventually(() -> assertThat(laptop.version(JOIN, join)).isEqualTo(1));
        assertThat(laptop.children("Post", post, "tags"))
                .extracting(each -> each.get("id"))
                .containsExactly(join);
        assertThat(laptop.children("Tag", tag, "posts"))
                .extracting(each -> each.get("id"))
                .containsExactly(join);
        assertThat(laptop.related(JOIN, join, "tag")).containsEntry("label", "otters");

        // When
        laptop.delete(JOIN, join);

        // Then
        eventually(() -> assertThat(phone.get(JOIN, join)).isNull());
        assertThat(phone.children("Post", post, "tags")).isEmpty();
        assertThat(phone.get("Tag", tag)).isNotNull();
    }

    @Test
    void deletingOneSideDeletesItsJoinsAndNotTheOtherSide() {
        // Given
        String post = saved("Post", Map.of("title", "to be deleted"));
        String tag = saved("Tag", Map.of("label", "stays"));
        String join =
                saved(JOIN, Map.of("post", reference("Post", post), "tag", reference("Tag", tag)));
        eventually(() -> assertThat(laptop.version(JOIN, join)).isEqualTo(1));

        // When
        laptop.delete("Post", post);

        // Then
        eventually(() -> assertThat(phone.get("Post", post)).isNull());
        eventually(() -> assertThat(phone.get(JOIN, join)).isNull());
        assertThat(phone.get("Tag", tag)).isNotNull();
    }

    private String saved(String model, Map<String, ?> fields) {
        return String.valueOf(phone.save(model, fields).get("id"));
    }

    private static Map<String, ?> reference(String model, String id) {
        return Map.of("$ref", List.of(model, id));
    }
}
