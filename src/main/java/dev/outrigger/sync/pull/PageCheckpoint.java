package dev.outrigger.sync.pull;

import dev.outrigger.sync.reconcile.Applied;

import org.jspecify.annotations.Nullable;

/// A pull that has not ended, and the page that it goes on with.
///
/// @param nextToken of the page that comes next; null when all have come, and only the comparison
///     of keys is left
public record PageCheckpoint(PullProgress progress, @Nullable String nextToken) implements Reached {
    /// Its page was stored with this effect, which is known only then.
    public PageCheckpoint stored(Applied applied) {
        return new PageCheckpoint(progress.stored(applied), nextToken);
    }

    /// The same pull in the hands of a later link.
    PullProgress resumed() {
        return new PullProgress(progress.start(), progress.startedAt(), progress.count(), true);
    }
}
