package dev.outrigger.config;

import java.nio.file.Path;

/// Where a secret is that others may change while the process runs.
public sealed interface SecretSource {
    /// It stays as it was at the start.
    record Fixed(Secret secret) implements SecretSource {}

    /// It is what the file holds at the moment.
    record Changing(Path file) implements SecretSource {}
}
