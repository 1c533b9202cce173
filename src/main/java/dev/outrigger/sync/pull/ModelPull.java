package dev.outrigger.sync.pull;

import dev.outrigger.sync.reconcile.Applied;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/// Where the pull of one model stands.
public sealed interface ModelPull {
    /// What a pull has got to.
    ///
    /// @param startedAt of the first page
    /// @param counts of the pages that are stored
    record Progress(PullKind kind, Instant startedAt, Applied counts) {
        Progress stored(Applied applied) {
            return new Progress(kind, startedAt, counts.plus(applied));
        }
    }

    /// Its parents are not done.
    record Pending() implements ModelPull {}

    /// A page is on its way, and nothing is being stored.
    ///
    /// @param startedAt of the first page, or null before it came
    /// @param token of the page that was asked for, or null for the first
    record Pulling(
            PullKind kind, @Nullable Instant startedAt, @Nullable String token, Applied counts)
            implements ModelPull {}

    /// A page is being stored, and the next one is on its way.
    ///
    /// @param token of the page that was asked for
    record PullingAhead(Progress progress, String token) implements ModelPull {}

    /// A page is being stored, and the next one is here. No more is asked for meanwhile, so that
    /// memory holds two pages of a model and not more.
    record Waiting(Progress progress, PullOutcome.Page page) implements ModelPull {}

    /// The last page is being stored.
    record Storing(Progress progress) implements ModelPull {}

    /// A page is being stored, and the next one could not be had. It is not over yet: a model that
    /// is has nothing under way.
    record Failing(String reason) implements ModelPull {}

    record Done(PullKind kind, Applied counts) implements ModelPull {}

    record Failed(String reason) implements ModelPull {}

    /// True when the models that belong to this one may go ahead.
    default boolean settled() {
        return switch (this) {
            case Pending _, Pulling _, PullingAhead _, Waiting _, Storing _, Failing _ -> false;
            case Done _, Failed _ -> true;
        };
    }
}
