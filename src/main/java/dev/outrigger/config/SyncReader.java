package dev.outrigger.config;

import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;
import dev.outrigger.sync.Cascade;
import dev.outrigger.sync.RefusalPolicy;
import dev.outrigger.sync.SyncMode;
import dev.outrigger.sync.SyncPolicy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads how a replica is kept in step.
final class SyncReader {
    private static final String MODES =
            Arrays.stream(SyncMode.values()).map(SyncMode::word).collect(Collectors.joining(", "));

    private static final String CASCADES =
            Arrays.stream(Cascade.values()).map(Cascade::word).collect(Collectors.joining(", "));

    // As many connections to the backend as there are at most.
    private static final TypedSettings.Range LANES = new TypedSettings.Range(1, 32);
    private static final TypedSettings.Range BATCH = new TypedSettings.Range(1, 100);

    private final TypedSettings settings;

    SyncReader(TypedSettings settings) {
        this.settings = settings;
    }

    SyncConfig read() {
        SyncConfig usual = SyncConfig.DEFAULT;
        return new SyncConfig(
                // AppSync answers at most 1,000 items a page.
                settings.number(
                        Key.SYNC_PAGE_SIZE, new TypedSettings.Range(1, 1_000), usual.pageSize()),
                settings.duration(Key.SYNC_FULL_SYNC_INTERVAL, usual.fullSyncInterval()),
                settings.number(
                        Key.SYNC_PULLS_AT_ONCE,
                        new TypedSettings.Range(1, 32),
                        usual.pullsAtOnce()),
                delivery(usual.delivery()),
                refusals(),
                new ResolutionReader(settings).read(),
                settings.sections(Key.SYNC_MODELS_MODE, SyncReader::model),
                ExpressionsReader.read(settings));
    }

    private DeliveryConfig delivery(DeliveryConfig usual) {
        return new DeliveryConfig(
                settings.number(Key.SYNC_LANES, LANES, usual.lanes()),
                settings.number(Key.SYNC_BATCH, BATCH, usual.batch()));
    }

    private RefusalConfig refusals() {
        RefusalPolicy usual = settings.choice(Key.SYNC_REFUSED, RefusalConfig.DEFAULT.usual());
        return new RefusalConfig(
                usual,
                settings.sections(
                        Key.SYNC_MODELS_REFUSED,
                        model -> model.choice(Key.SYNC_MODELS_REFUSED, usual)));
    }

    private static SyncPolicy model(TypedSettings model) {
        SyncPolicy usual = SyncPolicy.usual();
        int maxRecords =
                model.number(
                        Key.SYNC_MODELS_MAX_RECORDS,
                        new TypedSettings.Range(1, Integer.MAX_VALUE),
                        Integer.MAX_VALUE);
        return new SyncPolicy(
                model.value(Key.SYNC_MODELS_MODE, "one of " + MODES, SyncMode::of)
                        .orElse(usual.mode()),
                model.lacks(Key.SYNC_MODELS_MAX_RECORDS) ? null : (long) maxRecords,
                model.duration(Key.SYNC_MODELS_POLL_INTERVAL, usual.pollInterval()),
                model.lacks(Key.SYNC_MODELS_FULL_SYNC_INTERVAL)
                        ? null
                        : model.duration(
                                Key.SYNC_MODELS_FULL_SYNC_INTERVAL,
                                SyncConfig.DEFAULT.fullSyncInterval()),
                model.value(
                                Key.SYNC_MODELS_CASCADE,
                                "an object that gives relations one of " + CASCADES,
                                SyncReader::cascades)
                        .orElse(Map.of()));
    }

    private static Optional<Map<String, Cascade>> cascades(String text) {
        try {
            return Json.read(text) instanceof Map<?, ?> json ? cascades(json) : Optional.empty();
        } catch (MalformedJson _) {
            return Optional.empty();
        }
    }

    private static Optional<Map<String, Cascade>> cascades(Map<?, ?> json) {
        Map<String, Cascade> cascades = new LinkedHashMap<>();
        for (var each : json.entrySet()) {
            Optional<Cascade> cascade = Cascade.of(String.valueOf(each.getValue()));
            if (cascade.isEmpty()) {
                return Optional.empty();
            }
            cascades.put(String.valueOf(each.getKey()), cascade.get());
        }
        return Optional.of(cascades);
    }
}
