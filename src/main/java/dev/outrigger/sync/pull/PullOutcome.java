package dev.outrigger.sync.pull;

import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.UnreadItem;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/// How the backend answered one [PageRequest].
public sealed interface PullOutcome {
    /// @param items may be fewer than the limit, even none, before the last page
    /// @param rejected items that could not be read
    /// @param nextToken null on the last page
    /// @param startedAt backend clock, the same on every page of one pull
    record Page(
            List<RemoteItem> items,
            List<UnreadItem> rejected,
            @Nullable String nextToken,
            Instant startedAt)
            implements PullOutcome {
        public Page {
            items = List.copyOf(items);
            rejected = List.copyOf(rejected);
        }
    }

    /// No usable answer; the model stays where it was.
    record Failed(String reason) implements PullOutcome {}

    /// The backend does not let this replica read the model.
    record Unauthorized(String reason) implements PullOutcome {}

    /// The backend does not go on with this token, such as one that is too old; the model has to be
    /// pulled from its first page again.
    record TokenRefused(String reason) implements PullOutcome {}
}
