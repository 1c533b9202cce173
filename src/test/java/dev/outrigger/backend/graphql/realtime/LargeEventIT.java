package dev.outrigger.backend.graphql.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.backend.graphql.BackendLimits;
import dev.outrigger.testing.TestBackend;

import org.junit.jupiter.api.Test;

class LargeEventIT {
    @Test
    void eventThatIsTooLargeIsDroppedForThoseWhoSelectedTheLargeFieldOnly() {
        TestBackend.Setup usual = TestBackend.Setup.usual();
        var limits = RealtimeLimits.usual().withEventBytes(2_000);
        try (TestBackend backend =
                        TestBackend.start(
                                "type Post @model { id: ID! title: String! }",
                                usual.with(
                                        usual.server()
                                                .with(
                                                        BackendLimits.usual()
                                                                .withRealtime(limits))));
                var socket =
                        backend.realtime()
                                .initialised()
                                .subscribed("ids", "subscription { onCreatePost { id } }")
                                .subscribed("all", "subscription { onCreatePost { id title } }")) {
            // When: two bytes for each letter.
            create(backend, "large", "ü".repeat(1_000));
            create(backend, "small", "ü".repeat(900));

            // Then
            assertThat(socket.next(3))
                    .extracting(frame -> frame.get("id") + " " + frame.toString().contains("large"))
                    .containsExactly("ids true", "ids false", "all false");
        }
    }

    private static void create(TestBackend backend, String id, String title) {
        backend.call(
                "mutation { createPost(input: {id: \"%s\", title: \"%s\"}) { id } }"
                        .formatted(id, title));
    }
}
