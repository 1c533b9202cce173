package dev.outrigger.api.rest;

import dev.outrigger.api.wire.Models;
import dev.outrigger.contract.Mutation;
import dev.outrigger.sync.BaseSnapshot;
import dev.outrigger.sync.PendingMutation;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// What every listing of mutations tells of one.
final class MutationJson {
    private MutationJson() {}

    /// The mutation's id and what it does to which item.
    static Map<String, @Nullable Object> target(Models models, PendingMutation pending) {
        Mutation mutation = pending.mutation();
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", pending.id());
        json.put("model", mutation.key().model());
        json.put("key", models.named(mutation.key().model()).keyFields(mutation.key()));
        json.put("operation", operation(pending));
        return json;
    }

    private static String operation(PendingMutation pending) {
        return pending.undeletes()
                ? "undelete"
                : pending.mutation().kind().name().toLowerCase(Locale.ROOT);
    }

    static @Nullable Long baseVersion(PendingMutation pending) {
        BaseSnapshot base = pending.base();
        return base == null || base.version() == null ? null : base.version().number();
    }

    static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
