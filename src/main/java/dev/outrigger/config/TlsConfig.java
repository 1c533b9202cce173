package dev.outrigger.config;

import java.nio.file.Path;

/// The identity that a server shows, as PEM files.
public record TlsConfig(Path certificate, Path key) {}
