package dev.outrigger.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.sync.resolution.RemoteDeletion;
import dev.outrigger.sync.resolution.Strategy;

import org.junit.jupiter.api.Test;

import java.util.Map;

/// What a replica does about conflicts, as it is configured.
class ResolutionConfigTest {
    private static ResolutionConfig read(String settings) {
        return Told.schema()
                .yaml("sync: {conflict: " + settings + "}")
                .sidecar()
                .sync()
                .conflicts();
    }

    @Test
    void aModelHasTheUsualStrategyOrItsOwn() {
        ResolutionConfig config =
                read(
                        "{default: manual, models: {Order: {strategy: applyRemote}, Note: {sets:"
                                + " [a]}}}");

        assertThat(config.usual()).isEqualTo(new Strategy.Manual());
        assertThat(config.named().of("Order")).contains(new Strategy.ApplyRemote());
        assertThat(config.named().of("Note")).contains(new Strategy.Manual());
    }

    @Test
    void aModelThatIsNotNamedKeepsTheUsualStrategy() {
        ResolutionConfig config = read("{models: {Order: {strategy: manual}}}");

        assertThat(config.usual()).isEqualTo(Strategy.usual());
        assertThat(config.named().of("Order")).contains(new Strategy.Manual());
    }

    @Test
    void aMergeHasNoRulesUnlessTheyAreGiven() {
        assertThat(read("{default: merge}").usual())
                .isEqualTo(new Strategy.Merge(Map.of(), RemoteDeletion.ACCEPT));
    }

    @Test
    void anUnknownStrategyIsRefusedWithThoseThatThereAre() {
        assertThat(Told.schema().yaml("sync: {conflict: {default: newest}}").sidecarProblems())
                .singleElement()
                .asString()
                .contains("newest", "applyRemote, retryLocal, merge or manual");
    }
}
