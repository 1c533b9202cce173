package dev.outrigger.runtime;

import dev.outrigger.contract.KeyDigest;
import dev.outrigger.contract.KeyOperations;
import dev.outrigger.model.ItemKey;
import dev.outrigger.replica.KeyInventory;
import dev.outrigger.sync.pull.DigestOutcome;
import dev.outrigger.sync.pull.KeyBuckets;
import dev.outrigger.sync.pull.KeyComparison;
import dev.outrigger.sync.pull.KeysOutcome;
import dev.outrigger.sync.pull.SyncCommand;
import dev.outrigger.sync.reconcile.Applied;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntSupplier;

/// Removes what a replica holds and its backend does not have any more: by digests of keys, or by
/// what the pages have brought where the backend has no digests. Memory holds the keys of one
/// portion.
///
/// The digests are of all items. Of a model that the replica keeps a selection of they would not
/// tell what has left the selection, which the pages do.
///
/// A comparison ends with its session. The next one may pull by another expression, or into a
/// replica that was cleared, and what it brings was in no page of this one.
final class KeyComparing {
    /// Of one portion, and of one transaction.
    private static final int KEYS_AT_ONCE = KeyOperations.MOST_KEYS / 10;

    private static final KeyComparison OVER = new KeyComparison.Failed("its session is over");

    private final KeyInventory inventory;
    private final Backend backend;
    private final AdoptedExpressions expressions;
    private final IntSupplier session;

    /// @param session that is current; asked for on any thread
    KeyComparing(Ports ports, AdoptedExpressions expressions, IntSupplier session) {
        this.expressions = expressions;
        this.session = session;
        this.inventory = ports.keys();
        this.backend = ports.backend();
    }

    /// The stage fails when the store does.
    CompletionStage<KeyComparison> compare(SyncCommand.CompareKeys command) {
        if (expressions.limits(command.model())) {
            return bySeen(command, Applied.none());
        }
        return inventory
                .digest(command.model(), 1)
                .thenCompose(
                        all ->
                                byDigest(
                                        command,
                                        KeyBuckets.forKeys(
                                                all.filled().values().stream()
                                                        .mapToLong(KeyDigest.Bucket::count)
                                                        .sum())));
    }

    private CompletionStage<KeyComparison> byDigest(SyncCommand.CompareKeys command, int buckets) {
        return backend.digest(command.model(), buckets)
                .thenCompose(
                        outcome ->
                                switch (outcome) {
                                    case DigestOutcome.Told told ->
                                            new Portions(command, told).begin();
                                    case DigestOutcome.Unsupported _ ->
                                            bySeen(command, Applied.none());
                                    case DigestOutcome.Failed(String reason) ->
                                            done(new KeyComparison.Failed(reason));
                                });
    }

    /// Each round removes what the one before has found; it is over when nothing more goes.
    private CompletionStage<KeyComparison> bySeen(SyncCommand.CompareKeys command, Applied before) {
        return inventory
                .unseen(command.model(), command.changedBefore(), KEYS_AT_ONCE)
                .thenCompose(
                        keys ->
                                isOver(command)
                                        ? done(OVER)
                                        : inventory
                                                .remove(keys, command.changedBefore())
                                                .thenCompose(
                                                        gone -> afterRound(command, before, gone)));
    }

    private CompletionStage<KeyComparison> afterRound(
            SyncCommand.CompareKeys command, Applied before, Applied gone) {
        return gone.deleted() == 0
                ? done(new KeyComparison.Removed(before))
                : bySeen(command, before.plus(gone));
    }

    private boolean isOver(SyncCommand.CompareKeys command) {
        return command.session() != session.getAsInt();
    }

    private static CompletionStage<KeyComparison> done(KeyComparison outcome) {
        return CompletableFuture.completedStage(outcome);
    }

    /// One comparison by digests, portion after portion.
    private final class Portions {
        private final SyncCommand.CompareKeys command;
        private final String model;
        private final Instant changedBefore;
        private final KeyDigest theirs;

        Portions(SyncCommand.CompareKeys command, DigestOutcome.Told told) {
            this.command = command;
            this.model = command.model();
            this.changedBefore =
                    told.startedAt().isBefore(command.changedBefore())
                            ? told.startedAt()
                            : command.changedBefore();
            this.theirs = told.digest();
        }

        CompletionStage<KeyComparison> begin() {
            return inventory
                    .digest(model, theirs.buckets())
                    .thenCompose(
                            ours ->
                                    next(
                                            KeyBuckets.differing(ours, theirs, KEYS_AT_ONCE),
                                            Applied.none()));
        }

        private CompletionStage<KeyComparison> next(List<KeyBuckets> left, Applied before) {
            if (left.isEmpty()) {
                return done(new KeyComparison.Removed(before));
            }
            return backend.keysIn(model, left.getFirst())
                    .thenCompose(
                            outcome ->
                                    switch (outcome) {
                                        case KeysOutcome.Failed(String reason) ->
                                                done(new KeyComparison.Failed(reason));
                                        case KeysOutcome.Told told -> after(told, left, before);
                                    });
        }

        private CompletionStage<KeyComparison> after(
                KeysOutcome.Told told, List<KeyBuckets> left, Applied before) {
            List<KeyBuckets> rest = left.subList(1, left.size());
            return inventory
                    .keysIn(model, left.getFirst(), changedBefore)
                    .thenCompose(
                            ours ->
                                    isOver(command)
                                            ? done(OVER)
                                            : inventory
                                                    .remove(absent(ours, told), changedBefore)
                                                    .thenCompose(
                                                            gone -> next(rest, before.plus(gone))));
        }

        private static List<ItemKey> absent(List<ItemKey> ours, KeysOutcome.Told told) {
            return ours.stream().filter(key -> !told.keys().contains(KeyDigest.text(key))).toList();
        }
    }
}
