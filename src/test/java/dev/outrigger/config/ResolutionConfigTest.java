package dev.outrigger.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.sync.resolution.RemoteDeletion;
import dev.outrigger.sync.resolution.Strategy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.time.Duration;
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

        assertThat(config.usual().strategy()).isEqualTo(new Strategy.Manual());
        assertThat(config.named().of("Order"))
                .contains(ModelResolution.of(new Strategy.ApplyRemote()));
        assertThat(config.named().of("Note")).contains(ModelResolution.of(new Strategy.Manual()));
    }

    @Test
    void aModelThatIsNotNamedKeepsTheUsualStrategy() {
        ResolutionConfig config = read("{models: {Order: {strategy: manual}}}");

        assertThat(config.usual().strategy()).isEqualTo(Strategy.usual());
        assertThat(config.named().of("Order")).contains(ModelResolution.of(new Strategy.Manual()));
    }

    @Test
    void aMergeHasNoRulesUnlessTheyAreGiven() {
        assertThat(read("{default: merge}").usual().strategy())
                .isEqualTo(new Strategy.Merge(Map.of(), RemoteDeletion.ACCEPT));
    }

    @Test
    void AC103_whatARemoteDeletionDoesIsSaidForAllModelsOrForOne() {
        ResolutionConfig config =
                read(
                        "{default: merge, remoteDeletion: undelete, models: {Order: {strategy:"
                                + " retryLocal}, Note: {remoteDeletion: accept}}}");

        assertThat(config.usual().strategy())
                .isEqualTo(new Strategy.Merge(Map.of(), RemoteDeletion.UNDELETE));
        assertThat(config.named().of("Order"))
                .contains(ModelResolution.of(new Strategy.RetryLocal(RemoteDeletion.UNDELETE)));
        assertThat(config.named().of("Note"))
                .contains(ModelResolution.of(new Strategy.Merge(Map.of(), RemoteDeletion.ACCEPT)));
    }

    @Test
    void anUnknownStrategyIsRefusedWithThoseThatThereAre() {
        assertThat(Told.schema().yaml("sync: {conflict: {default: newest}}").sidecarProblems())
                .singleElement()
                .asString()
                .contains("newest", "applyRemote, retryLocal, merge, webhook or manual");
    }

    @Test
    void aWebhookHasAnAddressAndASecretOfItsOwnOrOfAll() {
        ResolutionConfig config =
                read(
                        """
                        {default: webhook,
                         webhook: {url: "http://h/a", secret: s, timeout: 2s, attempts: 1},
                         models: {Order: {url: "http://h/b", secret: t}, Note: {url: "http://h/c"},
                                  Task: {strategy: manual}}}
                        """);

        assertThat(config.usual().adviser()).isEqualTo(adviser("http://h/a", "s"));
        assertThat(adviserOf(config, "Order")).isEqualTo(adviser("http://h/b", "t"));
        assertThat(adviserOf(config, "Note")).isEqualTo(adviser("http://h/c", "s"));
        assertThat(adviserOf(config, "Task")).isNull();
        assertThat(config.limits()).isEqualTo(new AdviserConfig.Limits(Duration.ofSeconds(2), 1));
    }

    private static AdviserConfig adviser(String url, String secret) {
        return new AdviserConfig(URI.create(url), new Secret(secret));
    }

    private static @Nullable AdviserConfig adviserOf(ResolutionConfig config, String model) {
        return config.named().of(model).orElseThrow().adviser();
    }

    @Test
    void aWebhookWithoutAnAddressIsRefused() {
        assertThat(
                        Told.schema()
                                .yaml("sync: {conflict: {models: {Order: {strategy: webhook}}}}")
                                .sidecarProblems())
                .singleElement()
                .asString()
                .contains("sync.conflict.models.Order.strategy", "sync.conflict.webhook.url");
    }
}
