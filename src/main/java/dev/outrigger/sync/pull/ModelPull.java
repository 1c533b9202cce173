package dev.outrigger.sync.pull;

import dev.outrigger.sync.reconcile.Applied;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// Where the pull of one model stands.
public sealed interface ModelPull {
    /// Its parents are not done.
    record Pending() implements ModelPull {}

    /// A page is on its way.
    ///
    /// @param startedAt of the first page, or null before it came
    /// @param token of the page that was asked for, or null for the first
    record Pulling(
            PullKind kind, @Nullable Instant startedAt, @Nullable String token, Applied counts)
            implements ModelPull {}

    /// A page came and is being stored.
    ///
    /// @param next token of the page after it, or null when it was the last
    record Storing(PullKind kind, Instant startedAt, @Nullable String next, Applied counts)
            implements ModelPull {}

    record Done(PullKind kind, Applied counts) implements ModelPull {}

    record Failed(String reason) implements ModelPull {}

    /// True when the models that belong to this one may go ahead.
    default boolean settled() {
        return switch (this) {
            case Pending _, Pulling _, Storing _ -> false;
            case Done _, Failed _ -> true;
        };
    }
}
