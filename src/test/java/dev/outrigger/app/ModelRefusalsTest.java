package dev.outrigger.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outrigger.config.NamedSections;
import dev.outrigger.config.RefusalConfig;
import dev.outrigger.sync.RefusalPolicies;
import dev.outrigger.sync.RefusalPolicy;
import dev.outrigger.sync.Rejection;
import dev.outrigger.testing.Schemas;

import org.junit.jupiter.api.Test;

import java.util.Map;

/// From what is configured about refusals to what becomes of them.
class ModelRefusalsTest {
    private static final Rejection BAD_RECORD =
            Rejection.of(Rejection.Cause.BAD_RECORD, "BadInput", "too long");

    @Test
    void aModelThatIsNotNamedHasTheUsualPolicy() {
        // Given
        RefusalConfig config =
                new RefusalConfig(
                        RefusalPolicy.ROLLBACK,
                        new NamedSections<>(Map.of("POST", RefusalPolicy.KEEP)));

        // When
        RefusalPolicies policies = ModelRefusals.of(config, Schemas.demo());

        // Then
        assertThat(policies.of("Post", BAD_RECORD)).isEqualTo(RefusalPolicy.KEEP);
        assertThat(policies.of("Comment", BAD_RECORD)).isEqualTo(RefusalPolicy.ROLLBACK);
    }

    @Test
    void aFalseConditionIsRolledBackWhateverIsConfigured() {
        RefusalPolicies policies = ModelRefusals.of(RefusalConfig.DEFAULT, Schemas.demo());
        Rejection rejection = Rejection.of(Rejection.Cause.CONDITION_FALSE, "ConditionFalse", "no");

        assertThat(policies.of("Post", rejection)).isEqualTo(RefusalPolicy.ROLLBACK);
        assertThat(policies.of("Post", BAD_RECORD)).isEqualTo(RefusalPolicy.HOLD);
    }

    @Test
    void aSectionOfNoModelIsRefusedWithTheNearestName() {
        RefusalConfig config =
                new RefusalConfig(
                        RefusalPolicy.HOLD,
                        new NamedSections<>(Map.of("Pots", RefusalPolicy.KEEP)));

        assertThatThrownBy(() -> ModelRefusals.of(config, Schemas.demo()))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("Pots")
                .hasMessageContaining("Post");
    }
}
