package dev.outrigger.replica;

import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.DeadLetter;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.edit.LetterRequest;
import dev.outrigger.sync.edit.Refusal;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// The mutations of a replica that the backend refused for good. They are written in the same
/// transactions as what they are about; see [ReplicaStore] for threads and failures.
public interface DeadLetters {
    /// Those with an id above `afterId`, oldest mutation first.
    ///
    /// @param model only of this one, or null for all
    CompletionStage<List<DeadLetter>> list(@Nullable String model, long afterId, int limit);

    CompletionStage<Optional<DeadLetter>> get(long id);

    CompletionStage<Counts> counts();

    /// Carries out what somebody decided, durably.
    CompletionStage<Outcome> decide(long id, LetterRequest request);

    /// Calls `listener` after every commit of a decision: what the letter held back may be sent.
    /// Called on the writer's thread: it must return at once and must not throw.
    void onDecided(Runnable listener);

    /// @param letters how many there are
    /// @param holding how many of them hold back later mutations of their item
    record Counts(long letters, long holding) {}

    /// What became of a decision.
    sealed interface Outcome {
        /// @param item as clients see it now, or null when they see none
        record Done(ItemKey key, @Nullable StoredItem item) implements Outcome {}

        /// There is no such letter: somebody has decided already, or an edit of the item did.
        record Unknown() implements Outcome {}

        record Refused(Refusal refusal) implements Outcome {}
    }
}
