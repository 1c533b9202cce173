package dev.outrigger.store;

import dev.outrigger.model.ItemKey;
import dev.outrigger.postgres.GroupCommit;
import dev.outrigger.postgres.WriteFailure;
import dev.outrigger.replica.Clearing;
import dev.outrigger.replica.ConflictLog;
import dev.outrigger.replica.DeadLetters;
import dev.outrigger.replica.ItemUnstorable;
import dev.outrigger.replica.ReplicaStore.EditsOutcome;
import dev.outrigger.replica.ReplicaUnreachable;
import dev.outrigger.store.Operation.Result;
import dev.outrigger.sync.DeadLetter;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.sync.edit.LetterRequest;
import dev.outrigger.sync.edit.Refusal;
import dev.outrigger.sync.push.Claimed;
import dev.outrigger.sync.push.Verdict;
import dev.outrigger.sync.reconcile.Applied;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// Hands operations to the writer's queue, and says in the port's words what became of them.
final class Writer implements AutoCloseable {
    /// Classes of SQLSTATE: a value of no form for its column, and one beyond a limit.
    private static final Set<String> UNSTORABLE = Set.of("22", "54");

    private static final Executor LATER =
            CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS);

    private final String replica;
    private final GroupCommit<Operation, Result> commit;
    private final AtomicBoolean catchingUp = new AtomicBoolean();

    Writer(String replica, GroupCommit<Operation, Result> commit) {
        this.replica = replica;
        this.commit = commit;
    }

    CompletionStage<EditOutcome> edit(Edit edit) {
        return submit(
                new Operation.EditOne(edit),
                result -> ((Result.Edited) result).outcome(),
                failure -> new EditOutcome.Refused(refusal(failure)));
    }

    CompletionStage<EditsOutcome> editAll(List<Edit> edits) {
        return submit(
                new Operation.EditAll(edits),
                result -> ((Result.AllEdited) result).outcome(),
                failure -> new EditsOutcome.Refused(0, refusal(failure)));
    }

    CompletionStage<List<Claimed>> claim(List<Long> mutationIds) {
        return submit(
                new Operation.Claim(mutationIds),
                result -> ((Result.AllClaimed) result).claimed(),
                this::unreachable);
    }

    CompletionStage<List<DeadLetter>> settle(PendingMutation mutation, Verdict verdict) {
        return submit(
                new Operation.Settle(mutation, verdict),
                result -> ((Result.Settled) result).letters(),
                this::unsettled);
    }

    CompletionStage<DeadLetters.Outcome> decide(long letterId, LetterRequest request) {
        return submit(
                new Operation.Decide(letterId, request),
                result -> ((Result.Decided) result).outcome(),
                failure -> new DeadLetters.Outcome.Refused(refusal(failure)));
    }

    CompletionStage<ConflictLog.Answer> decide(Operation.DecideConflict decide) {
        return submit(
                decide,
                result -> ((Result.ConflictDecided) result).answer(),
                failure ->
                        failure.getCause() instanceof ItemTooLong tooLong
                                ? new ConflictLog.Answer.Refused(tooLong.refusal())
                                : unreachable(failure));
    }

    CompletionStage<Integer> release() {
        return submit(
                new Operation.Release(),
                result -> ((Result.Released) result).mutations(),
                this::unreachable);
    }

    CompletionStage<Boolean> discardStranded(long id) {
        return submit(
                new Operation.DiscardStranded(id),
                result -> ((Result.Discarded) result).found(),
                this::unreachable);
    }

    CompletionStage<Clearing.Outcome> clear(Clearing.Unsent unsent) {
        return submit(
                new Operation.Clear(unsent),
                result -> ((Result.Cleared) result).outcome(),
                this::unreachable);
    }

    CompletionStage<Applied> apply(Operation.Apply apply) {
        return submit(apply, result -> ((Result.Reconciled) result).applied(), this::unreachable);
    }

    CompletionStage<Applied> remove(Operation.Remove remove) {
        return submit(remove, result -> ((Result.Reconciled) result).applied(), this::unreachable);
    }

    CompletionStage<Integer> sweep(List<ItemKey> keys) {
        return submit(
                new Operation.Sweep(keys),
                result -> ((Result.Swept) result).items(),
                this::unreachable);
    }

    CompletionStage<Void> aside(Operation.Work work) {
        CompletionStage<Result> done =
                submit(new Operation.Aside(work), Function.identity(), this::unreachable);
        return done.thenAccept(_ -> {});
    }

    /// Has a transaction made that does nothing but what every one does.
    void touch() {
        // Whoever needs the database finds out whether it is there.
        commit.submit(new Operation.CatchUp()).exceptionally(_ -> new Operation.Result.Done());
    }

    private <T> CompletionStage<T> submit(
            Operation operation, Function<Result, T> answer, Function<WriteFailure, T> otherwise) {
        return commit.submit(operation)
                .handle(
                        (result, failure) -> {
                            if (failure == null) {
                                return answer.apply(result);
                            }
                            WriteFailure known = (WriteFailure) unwrapped(failure);
                            catchUpAfter(known);
                            return otherwise.apply(known);
                        });
    }

    /// A commit that was never answered may have happened: its changes are published as soon as a
    /// transaction goes through, so one is made when no client asks for any.
    private void catchUpAfter(WriteFailure failure) {
        boolean unknown =
                failure instanceof WriteFailure.DatabaseUnavailable lost
                        && lost.outcome() == WriteFailure.Outcome.UNKNOWN;
        if (unknown && catchingUp.compareAndSet(false, true)) {
            LATER.execute(this::catchUp);
        }
    }

    private void catchUp() {
        commit.submit(new Operation.CatchUp())
                .whenComplete(
                        (_, failure) -> {
                            if (unwrapped(failure) instanceof WriteFailure.DatabaseUnavailable) {
                                LATER.execute(this::catchUp);
                            } else {
                                catchingUp.set(false);
                            }
                        });
    }

    private Refusal refusal(WriteFailure failure) {
        return switch (failure) {
            case WriteFailure.QueueFull full -> new Refusal.ReplicaBusy(full.limit());
            case WriteFailure.DatabaseUnavailable lost ->
                    new Refusal.ReplicaUnavailable(lost.getMessage());
            case WriteFailure.WriterClosed closed ->
                    new Refusal.ReplicaUnavailable(closed.getMessage());
            case WriteFailure.Rejected rejected ->
                    new Refusal.ReplicaUnavailable(refusedBy(rejected));
        };
    }

    /// What the backend says of an item comes from outside: not all of it can be stored.
    private <T> T unsettled(WriteFailure failure) {
        if (failure.getCause() instanceof ItemTooLong tooLong) {
            throw new ItemUnstorable(tooLong.getMessage(), tooLong);
        }
        if (failure instanceof WriteFailure.Rejected rejected
                && rejected.getCause() instanceof SQLException cause
                && cause.getSQLState() != null
                && UNSTORABLE.contains(cause.getSQLState().substring(0, 2))) {
            throw new ItemUnstorable(refusedBy(rejected), rejected);
        }
        return unreachable(failure);
    }

    private <T> T unreachable(WriteFailure failure) {
        String reason =
                failure instanceof WriteFailure.Rejected rejected
                        ? refusedBy(rejected)
                        : failure.getMessage();
        throw new ReplicaUnreachable("the replica '" + replica + "': " + reason, failure);
    }

    /// @throws IllegalStateException when it was not the database: a bug
    private static String refusedBy(WriteFailure.Rejected rejected) {
        if (rejected.getCause() instanceof SQLException failure) {
            return "PostgreSQL refused the write (SQLSTATE " + failure.getSQLState() + ")";
        }
        throw new IllegalStateException("an operation of the replica failed", rejected.getCause());
    }

    private static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
        return failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    }

    @Override
    public void close() {
        commit.close();
    }
}
