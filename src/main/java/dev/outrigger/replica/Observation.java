package dev.outrigger.replica;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// One observer's place in the change log. It queues nothing: an observer that does not ask costs
/// no memory, and finds later what it missed.
///
/// Used by one thread at a time; [#position] and [#behind] may be read by any.
public final class Observation {
    /// What one step did.
    public sealed interface Step {
        /// It looked at more of the log.
        ///
        /// @param changes those of the selection, oldest first; maybe none
        record Advanced(List<ObservedChange> changes) implements Step {
            public Advanced {
                changes = List.copyOf(changes);
            }
        }

        /// There is nothing after the position yet.
        record CaughtUp() implements Step {}

        /// The log no longer holds the change after the position, or the replica was emptied.
        record Lost(long oldestSeq) implements Step {}
    }

    private final Observations observations;
    private final Selection selection;
    private volatile long position;

    Observation(Observations observations, Selection selection, long position) {
        this.observations = observations;
        this.selection = selection;
        this.position = position;
    }

    /// Looks at the next part of the log. Not to be called again before its stage has completed.
    public CompletionStage<Step> next() {
        long cleared = observations.clearedSeq();
        if (position < cleared) {
            return CompletableFuture.completedFuture(new Step.Lost(cleared + 1));
        }
        Optional<List<LoggedChange>> recent = observations.recent(position);
        return recent.isPresent()
                ? CompletableFuture.completedFuture(step(recent.get()))
                : observations.logged(position).thenApply(this::step);
    }

    /// Seq of the newest change that was looked at: a later observation may start from here.
    public long position() {
        return position;
    }

    /// How many changes were committed after the position.
    public long behind() {
        return Math.max(0, observations.newest() - position);
    }

    public void close() {
        observations.closed(this);
    }

    private Step step(List<LoggedChange> changes) {
        if (changes.isEmpty()) {
            return new Step.CaughtUp();
        }
        if (changes.getFirst().seq() > position + 1) {
            return new Step.Lost(changes.getFirst().seq());
        }
        List<ObservedChange> seen =
                changes.stream().map(selection::seen).flatMap(Optional::stream).toList();
        position = changes.getLast().seq();
        return new Step.Advanced(seen);
    }
}
