package dev.outrigger.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outrigger.config.NamedSections;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.Cascade;
import dev.outrigger.sync.SyncMode;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.sync.SyncPolicy;
import dev.outrigger.testing.BlogSchema;
import dev.outrigger.testing.TestBackend;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

class ModelPoliciesTest {
    private static final Schema SCHEMA =
            TestBackend.schemaOf("type Post @model { id: ID! } type Comment @model { id: ID! }");

    private static SyncPolicies pushOnly(String name) {
        return ModelPolicies.of(
                new NamedSections<>(Map.of(name, SyncPolicy.of(SyncMode.PUSH))), SCHEMA);
    }

    @Test
    void aModelWithoutASectionIsKeptInStepAsUsual() {
        assertThat(pushOnly("POST").mode("Post")).isEqualTo(SyncMode.PUSH);
        assertThat(pushOnly("POST").mode("Comment")).isEqualTo(SyncMode.BOTH);
    }

    @Test
    void aSectionOfNoModelStopsTheStartAndNamesTheNearest() {
        assertThatThrownBy(() -> pushOnly("Coment"))
                .isInstanceOf(StartFailure.class)
                .hasMessage(
                        "the schema has no model Coment, which sync.models names; the nearest"
                                + " one is Comment");
    }

    @Test
    void aCascadeOfNoRelationThatLeadsDownStopsTheStart() {
        SyncPolicy policy =
                new SyncPolicy(
                        SyncMode.BOTH,
                        null,
                        Duration.ofMinutes(1),
                        null,
                        Map.of("post", Cascade.RESTRICT));

        assertThatThrownBy(
                        () ->
                                ModelPolicies.of(
                                        new NamedSections<>(Map.of("Comment", policy)),
                                        BlogSchema.SCHEMA))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("sync.models.Comment.cascade names post")
                .hasMessageContaining("it has none");
    }
}
