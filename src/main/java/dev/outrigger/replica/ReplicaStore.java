package dev.outrigger.replica;

import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.sync.DeadLetter;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.UnreadItem;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.sync.edit.Refusal;
import dev.outrigger.sync.pull.Checkpoints;
import dev.outrigger.sync.pull.Reached;
import dev.outrigger.sync.push.Claimed;
import dev.outrigger.sync.push.Verdict;
import dev.outrigger.sync.reconcile.Applied;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/// The durable half of a replica: items, outbox, change log and checkpoints.
///
/// All writes go through one writer, in the order in which they were asked for. A write's stage
/// completes after its commit, and after [#onCommit] listeners were called. Reads run beside the
/// writer and never wait for it. A stage completes exceptionally with [ReplicaUnreachable] when the
/// database does not answer; edits answer that as a refusal instead. Stages may complete on any
/// thread; nobody may block there.
public interface ReplicaStore {
    /// What an earlier schema wrote and the schema of now cannot say.
    StrandedMutations stranded();

    /// What the backend sent and [#apply] could not take in.
    Quarantine quarantine();

    /// Decides and stores one client's edit.
    CompletionStage<EditOutcome> edit(Edit edit);

    /// Decides and stores several edits, all or none. On a refusal the list holds one outcome, the
    /// refused edit's, and `refusedAt` its place.
    CompletionStage<EditsOutcome> editAll(List<Edit> edits);

    /// Counts one attempt of each mutation that still exists and returns these as they now are, in
    /// the order of their ids. From here on nothing is merged into them.
    CompletionStage<List<Claimed>> claim(List<Long> mutationIds);

    /// Makes the verdict on one mutation durable; nothing happens when the mutation is gone.
    ///
    /// @return the dead letters that came of it; none when there was no room for them, so that the
    ///     mutation is held in the outbox. Fails with [ItemUnstorable], and changes nothing, when
    ///     the database cannot hold what the verdict makes of the item
    CompletionStage<List<DeadLetter>> settle(PendingMutation mutation, Verdict verdict);

    DeadLetters deadLetters();

    ConflictLog conflicts();

    /// Lets the engine send every held mutation once more, and ends the dead letters of these.
    /// Answers how many there were.
    CompletionStage<Integer> release();

    /// Takes in items of the backend, each by its [dev.outrigger.sync.reconcile.Disposition].
    ///
    /// What could not be read goes into quarantine in the same transaction, unless the replica has
    /// the item in a newer version, and so does what cannot be stored. What is taken in leaves the
    /// quarantine.
    ///
    /// @param unread of the same page
    /// @param reached how far the pull of `model` has got, stored in the same transaction; null
    ///     when the items are of no pull. The effect of the items is added to the counts of a page
    ///     checkpoint, and a pull that has ended leaves none
    CompletionStage<Applied> apply(
            String model,
            List<RemoteItem> items,
            List<UnreadItem> unread,
            @Nullable Reached reached);

    /// Takes in items that all could be read.
    default CompletionStage<Applied> apply(
            String model, List<RemoteItem> items, @Nullable Reached reached) {
        return apply(model, items, List.of(), reached);
    }

    CompletionStage<Optional<ReadItem>> get(ItemKey key);

    CompletionStage<Query.Page> query(Query query);

    CompletionStage<Long> count(Model model, Predicate predicate);

    /// Mutations with an id above `afterId`, oldest first.
    CompletionStage<List<PendingMutation>> outbox(long afterId, int limit);

    CompletionStage<OutboxSummary> outboxSummary();

    CompletionStage<Checkpoints> checkpoints();

    /// Changes with a seq above `afterSeq`, oldest first.
    CompletionStage<List<LoggedChange>> changes(long afterSeq, int limit);

    CompletionStage<ChangeRange> changeRange();

    /// Calls `listener` after every commit that changed something observable, with the changes in
    /// the order of their seq, commit after commit. Called on the writer's thread: it must return
    /// at once and must not throw.
    void onCommit(Consumer<List<LoggedChange>> listener);

    /// What [#editAll] did.
    sealed interface EditsOutcome {
        record Accepted(List<EditOutcome> outcomes) implements EditsOutcome {
            public Accepted {
                outcomes = List.copyOf(outcomes);
            }
        }

        record Refused(int refusedAt, Refusal refusal) implements EditsOutcome {}
    }
}
