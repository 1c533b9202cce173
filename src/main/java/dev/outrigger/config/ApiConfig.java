package dev.outrigger.config;

/// The local API of a sidecar.
public record ApiConfig(
        ListenConfig listen, AccessConfig access, ApiNamesConfig names, ApiLimitsConfig limits) {}
