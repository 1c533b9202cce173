package dev.outrigger.config;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/// Everything that a sidecar is told.
///
/// @param replica name of the replica; several may share a database
/// @param remote null for a sidecar that never syncs
/// @param sqlReader null when no role is to be looked after
public record SidecarConfig(
        Path schema,
        DatabaseAddress database,
        ApiConfig api,
        String replica,
        ChangeLogConfig changeLog,
        @Nullable RemoteConfig remote,
        SyncConfig sync,
        UsersConfig users,
        SearchConfig search,
        @Nullable SqlReaderConfig sqlReader,
        LogConfig log) {}
