package dev.outrigger.config;

import java.nio.file.Path;

/// A Unix domain socket to serve the local API on.
///
/// @param mode who may connect, in the form of `rw-rw----`
public record ApiSocketConfig(Path path, String mode) {}
