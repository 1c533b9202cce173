package dev.outrigger.contract;

import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Version;
import dev.outrigger.predicate.PredicateFilter;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// The variables that go with an [Operation]. Values are in the normal form of an item; how a
/// scalar is written on the wire is the sender's business.
public final class Variables {
    /// Asks for a base sync. Zero, as Amplify's JavaScript client sends it: every backend that
    /// keeps the contract understands it, though null would do too.
    private static final long BASE_SYNC = 0;

    private Variables() {}

    /// @param lastSync backend clock; null asks for a base sync
    public static Map<String, @Nullable Object> sync(
            int limit, @Nullable String nextToken, @Nullable Instant lastSync) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        variables.put("limit", limit);
        variables.put("nextToken", nextToken);
        variables.put("lastSync", lastSync == null ? BASE_SYNC : lastSync.toEpochMilli());
        return variables;
    }

    /// As [#sync(int, String, Instant)], of what matches.
    ///
    /// @param filter in AppSync's form
    public static Map<String, @Nullable Object> filtered(
            Map<String, @Nullable Object> sync, Map<String, Object> filter) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>(sync);
        variables.put("filter", filter);
        return variables;
    }

    public static Map<String, @Nullable Object> get(Model model, ItemKey key) {
        return new LinkedHashMap<>(model.keyFields(key));
    }

    /// @param base the version that the mutation builds on; null for a create, or when the replica
    ///     does not know one
    public static Map<String, @Nullable Object> mutation(
            Model model, Mutation mutation, @Nullable Version base) {
        return mutation(model, mutation, base, Map.of());
    }

    private static Map<String, @Nullable Object> mutation(
            Model model, Mutation mutation, @Nullable Version base, Map<String, Object> beside) {
        Map<String, @Nullable Object> input = new LinkedHashMap<>(beside);
        input.putAll(model.keyFields(mutation.key()));
        input.putAll(mutation.fields());
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        variables.put("input", input);
        switch (mutation.kind()) {
            case CREATE -> {}
            case UPDATE, DELETE -> {
                if (base != null) {
                    input.put(Metadata.VERSION, base.number());
                }
                variables.put(
                        "condition", PredicateFilter.conditionOf(mutation.condition(), model));
            }
        }
        return variables;
    }

    /// As [#mutation], of an update that brings back an item which the backend has deleted.
    ///
    /// @param tombstone the version of the deletion; null when the replica does not know it
    public static Map<String, @Nullable Object> undelete(
            Model model, Mutation update, @Nullable Version tombstone) {
        return mutation(model, update, tombstone, Map.of(Metadata.DELETED, false));
    }
}
