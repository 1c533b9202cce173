package dev.outrigger.config;

import dev.outrigger.sync.SyncPolicy;

import java.time.Duration;

/// How a replica is kept in step.
///
/// @param pageSize items of one pulled page
/// @param fullSyncInterval after which a delta is no longer trusted and everything is pulled anew
/// @param pullsAtOnce models that are pulled beside each other
/// @param refusals what becomes of items whose mutation the backend refused
/// @param conflicts what becomes of a mutation whose item has changed at the backend
/// @param models what is different for some of them
/// @param expressions which items of a model are kept; those of other models all are
public record SyncConfig(
        int pageSize,
        Duration fullSyncInterval,
        int pullsAtOnce,
        DeliveryConfig delivery,
        RefusalConfig refusals,
        ResolutionConfig conflicts,
        NamedSections<SyncPolicy> models,
        NamedSections<ExpressionConfig> expressions) {
    public static final SyncConfig DEFAULT =
            new SyncConfig(
                    1_000,
                    Duration.ofHours(24),
                    4,
                    DeliveryConfig.DEFAULT,
                    RefusalConfig.DEFAULT,
                    ResolutionConfig.DEFAULT,
                    NamedSections.none(),
                    NamedSections.none());
}
