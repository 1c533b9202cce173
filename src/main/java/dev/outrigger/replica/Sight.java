package dev.outrigger.replica;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// What one observer sees of the log. Asked for one part of it at a time, in the order of the log.
interface Sight {
    /// @param changes oldest first, not empty
    CompletionStage<Seen> of(List<LoggedChange> changes);

    /// How many changes an observer may be behind.
    long reach();

    /// What was seen.
    ///
    /// @param upTo seq of the newest change that was looked at, which may not be the newest that
    ///     was shown
    record Seen(List<ObservedChange> changes, long upTo) {}

    /// Where each change is decided about by itself.
    static Sight of(Selection selection) {
        return new Sight() {
            @Override
            public CompletionStage<Seen> of(List<LoggedChange> changes) {
                List<ObservedChange> seen =
                        changes.stream().map(selection::seen).flatMap(Optional::stream).toList();
                return CompletableFuture.completedFuture(new Seen(seen, changes.getLast().seq()));
            }

            @Override
            public long reach() {
                return Long.MAX_VALUE;
            }
        };
    }
}
