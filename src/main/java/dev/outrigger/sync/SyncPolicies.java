package dev.outrigger.sync;

import java.util.Map;

/// How each model is kept in step.
///
/// @param named by model; all others are kept in step as usual
public record SyncPolicies(Map<String, SyncPolicy> named) {
    private static final SyncPolicies USUAL = new SyncPolicies(Map.of());

    public SyncPolicies {
        named = Map.copyOf(named);
    }

    public static SyncPolicies usual() {
        return USUAL;
    }

    public SyncPolicy of(String model) {
        return named.getOrDefault(model, SyncPolicy.usual());
    }

    public SyncMode mode(String model) {
        return of(model).mode();
    }
}
