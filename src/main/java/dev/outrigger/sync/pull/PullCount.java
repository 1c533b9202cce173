package dev.outrigger.sync.pull;

import dev.outrigger.sync.reconcile.Applied;

/// How much a pull has brought so far.
///
/// @param received items in the pages, those that could not be read included
/// @param applied what the items did to the replica
public record PullCount(int pages, long received, Applied applied) {
    private static final PullCount NONE = new PullCount(0, 0, Applied.none());

    public static PullCount none() {
        return NONE;
    }

    PullCount page(PullOutcome.Page page) {
        return new PullCount(
                pages + 1, received + page.items().size() + page.rejected().size(), applied);
    }

    PullCount plus(Applied more) {
        return new PullCount(pages, received, applied.plus(more));
    }
}
