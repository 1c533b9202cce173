package dev.outrigger.config;

import org.jspecify.annotations.Nullable;

/// Where a process listens.
///
/// @param port 0 for any free one
/// @param tls null for plain HTTP
public record ListenConfig(String host, int port, @Nullable TlsConfig tls) {}
