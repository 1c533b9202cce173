package dev.outrigger.sync.pull;

import dev.outrigger.sync.reconcile.Applied;

import java.time.Instant;

/// How far one pull of a model has got.
///
/// @param startedAt backend clock, of the first page
/// @param resumed whether an earlier link, or an earlier process, began it. What changed meanwhile
///     in the pages that came then was told to nobody, so that a delta has to follow
public record PullProgress(PullStart start, Instant startedAt, PullCount count, boolean resumed) {
    PullProgress page(PullOutcome.Page page) {
        return new PullProgress(start, startedAt, count.page(page), resumed);
    }

    PullProgress stored(Applied applied) {
        return new PullProgress(start, startedAt, count.plus(applied), resumed);
    }
}
