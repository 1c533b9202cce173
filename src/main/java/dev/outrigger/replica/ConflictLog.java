package dev.outrigger.replica;

import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.edit.Refusal;
import dev.outrigger.sync.resolution.Decision;
import dev.outrigger.sync.resolution.RecordedConflict;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/// The conflicts that a replica's mutations met, each noted in the transaction that settled it.
///
/// Settled ones are kept up to a limit, and the oldest go first; open ones stay until somebody
/// decides. Stages fail as those of [ReplicaStore] do.
public interface ConflictLog {
    /// The newest first.
    CompletionStage<Page> list(Listing listing);

    CompletionStage<Optional<RecordedConflict>> get(String id);

    CompletionStage<Counts> counts();

    /// Carries out somebody's decision about an open conflict.
    CompletionStage<Answer> decide(RecordedConflict open, Decision decision);

    /// Calls `listener` after every commit of a decision with the item of the conflict, whose
    /// mutations may be sent now. Called on the writer's thread: it must return at once and must
    /// not throw.
    void onDecided(Consumer<ItemKey> listener);

    /// Which conflicts are asked for.
    ///
    /// @param model null for all
    /// @param before only those that were noted before this position; null for all
    /// @param limit at least 1
    record Listing(@Nullable String model, State state, @Nullable Long before, int limit) {}

    /// Whether a conflict still needs a decision.
    enum State {
        ANY,
        OPEN,
        SETTLED
    }

    /// @param next what `before` is for the next page; null when this is the last one
    record Page(List<RecordedConflict> conflicts, @Nullable Long next) {
        public Page {
            conflicts = List.copyOf(conflicts);
        }
    }

    /// @param noted how many there are, open ones included
    record Counts(long noted, long open) {}

    /// What became of a decision.
    sealed interface Answer {
        record Settled(RecordedConflict conflict) implements Answer {}

        /// The mutation does not wait for a decision any more.
        record AlreadySettled() implements Answer {}

        /// The replica cannot hold what the decision makes of the item; the conflict stays open.
        record Refused(Refusal refusal) implements Answer {}
    }
}
