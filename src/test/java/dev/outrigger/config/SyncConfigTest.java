package dev.outrigger.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.sync.Cascade;
import dev.outrigger.sync.SyncMode;
import dev.outrigger.sync.SyncPolicy;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

/// What is different for some models.
class SyncConfigTest {
    private static SyncPolicy policy(String settings) {
        return Told.schema()
                .yaml("sync: {models: {Product: " + settings + "}}")
                .sidecar()
                .sync()
                .models()
                .of("Product")
                .orElseThrow();
    }

    @Test
    void everySettingOfAModelIsRead() {
        assertThat(
                        policy(
                                "{mode: noSubscription, maxRecords: 200, pollInterval: 5s,"
                                        + " fullSyncInterval: 7d}"))
                .isEqualTo(
                        new SyncPolicy(
                                SyncMode.NO_SUBSCRIPTION,
                                200L,
                                Duration.ofSeconds(5),
                                Duration.ofDays(7)));
    }

    @Test
    void whatASectionLeavesOutIsAsUsual() {
        assertThat(policy("{maxRecords: 200}"))
                .isEqualTo(new SyncPolicy(SyncMode.BOTH, 200L, Duration.ofMinutes(1), null));
    }

    @Test
    void cascadesAreReadByTheNamesOfRelations() {
        assertThat(policy("{cascade: {reviews: restrict, stock: local}}").cascades())
                .isEqualTo(Map.of("reviews", Cascade.RESTRICT, "stock", Cascade.LOCAL));
        assertThat(policy("{mode: both}").cascade("reviews")).isEqualTo(Cascade.REMOTE);
        assertThat(
                        Told.schema()
                                .yaml("sync: {models: {Product: {cascade: {reviews: never}}}}")
                                .sidecarProblems())
                .singleElement()
                .asString()
                .contains("sync.models.Product.cascade", "remote, local, restrict, none");
    }

    @Test
    void aVariableSetsTheModeOfAModel() {
        SyncPolicy read =
                Told.schema()
                        .yaml("sync: {models: {Product: {maxRecords: 3}}}")
                        .variable("OUTRIGGER_SYNC_MODELS_PRODUCT_MODE", "push")
                        .sidecar()
                        .sync()
                        .models()
                        .of("Product")
                        .orElseThrow();

        assertThat(read.mode()).isEqualTo(SyncMode.PUSH);
    }
}
