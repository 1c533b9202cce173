package dev.outrigger.store;

import dev.outrigger.model.ItemKey;
import dev.outrigger.replica.Clearing;
import dev.outrigger.replica.ConflictLog;
import dev.outrigger.replica.DeadLetters;
import dev.outrigger.replica.ReplicaStore.EditsOutcome;
import dev.outrigger.sync.DeadLetter;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.UnreadItem;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.sync.edit.LetterRequest;
import dev.outrigger.sync.expression.Expressions;
import dev.outrigger.sync.pull.Reached;
import dev.outrigger.sync.push.Claimed;
import dev.outrigger.sync.push.Verdict;
import dev.outrigger.sync.reconcile.Applied;
import dev.outrigger.sync.resolution.Decision;
import dev.outrigger.sync.resolution.RecordedConflict;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// What the writer is asked to do; the methods of the port, as values.
sealed interface Operation {
    record EditOne(Edit edit) implements Operation {}

    record EditAll(List<Edit> edits) implements Operation {}

    record Claim(List<Long> mutationIds) implements Operation {}

    record Settle(PendingMutation mutation, Verdict verdict) implements Operation {}

    /// Somebody decides about a dead letter.
    record Decide(long letterId, LetterRequest request) implements Operation {}

    /// Somebody decides about a conflict.
    ///
    /// @param open as it was read
    record DecideConflict(RecordedConflict open, Decision decision) implements Operation {}

    record Release() implements Operation {}

    record DiscardStranded(long id) implements Operation {}

    record Clear(Clearing.Unsent unsent) implements Operation {}

    record Apply(
            String model,
            List<RemoteItem> items,
            List<UnreadItem> unread,
            @Nullable Reached reached)
            implements Operation {
        public Apply {
            items = List.copyOf(items);
            unread = List.copyOf(unread);
        }
    }

    record Remove(List<ItemKey> keys, Instant changedBefore) implements Operation {}

    /// Removes those of the items that the sync expression of their model does not select.
    record Sweep(List<ItemKey> keys) implements Operation {}

    /// Writes to tables of our own, and to no item.
    record Aside(Work work) implements Operation {}

    /// The statements of an [Aside].
    interface Work {
        Result run(Connection connection) throws SQLException;
    }

    /// Publishes changes that were committed although their commit was never answered.
    record CatchUp() implements Operation {}

    /// What became of an operation.
    sealed interface Result {
        record Edited(EditOutcome outcome) implements Result {}

        record AllEdited(EditsOutcome outcome) implements Result {}

        record AllClaimed(List<Claimed> claimed) implements Result {}

        /// @param letters that the verdict made
        record Settled(List<DeadLetter> letters) implements Result {
            public Settled {
                letters = List.copyOf(letters);
            }
        }

        record Decided(DeadLetters.Outcome outcome) implements Result {}

        record ConflictDecided(ConflictLog.Answer answer) implements Result {}

        record Released(int mutations) implements Result {}

        /// @param found whether there was one
        record Discarded(boolean found) implements Result {}

        record Cleared(Clearing.Outcome outcome) implements Result {}

        record Reconciled(Applied applied) implements Result {}

        record Swept(int items) implements Result {}

        /// Items are held to these expressions from the next transaction on.
        record Adopted(Expressions expressions) implements Result {}

        /// There is nothing to tell.
        record Done() implements Result {}
    }
}
