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
    private final Sight sight;
    private volatile long position;

    Observation(Observations observations, Sight sight, long position) {
        this.observations = observations;
        this.sight = sight;
        this.position = position;
    }

    /// Looks at the next part of the log. Not to be called again before its stage has completed,
    /// which fails with [RelatedTooMany] where relations lead to too many items.
    public CompletionStage<Step> next() {
        long cleared = observations.clearedSeq();
        if (position < cleared) {
            return CompletableFuture.completedFuture(new Step.Lost(cleared + 1));
        }
        if (behind() > sight.reach()) {
            return CompletableFuture.completedFuture(
                    new Step.Lost(observations.newest() - sight.reach() + 1));
        }
        Optional<List<LoggedChange>> recent = observations.recent(position);
        return recent.isPresent()
                ? step(recent.get())
                : observations.logged(position).thenCompose(this::step);
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

    private CompletionStage<Step> step(List<LoggedChange> changes) {
        if (changes.isEmpty()) {
            return CompletableFuture.completedFuture(new Step.CaughtUp());
        }
        if (changes.getFirst().seq() > position + 1) {
            return CompletableFuture.completedFuture(new Step.Lost(changes.getFirst().seq()));
        }
        return sight.of(changes).thenApply(this::advanced);
    }

    private Step advanced(Sight.Seen seen) {
        long cleared = observations.clearedSeq();
        if (position < cleared) {
            // What was looked at meanwhile may be gone.
            return new Step.Lost(cleared + 1);
        }
        position = seen.upTo();
        return new Step.Advanced(seen.changes());
    }
}
