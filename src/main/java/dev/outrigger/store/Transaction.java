package dev.outrigger.store;

import dev.outrigger.model.ItemKey;
import dev.outrigger.postgres.Batch;
import dev.outrigger.postgres.Pipeline;
import dev.outrigger.replica.ConflictLog;
import dev.outrigger.replica.Screen;
import dev.outrigger.sync.Effect;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.OutboxEdit;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.LetterRequest;
import dev.outrigger.sync.pull.PageCheckpoint;
import dev.outrigger.sync.pull.Reached;
import dev.outrigger.sync.pull.SyncCheckpoint;
import dev.outrigger.sync.push.Arbitration;
import dev.outrigger.sync.push.Claimed;
import dev.outrigger.sync.push.Verdict;
import dev.outrigger.sync.reconcile.Absence;
import dev.outrigger.sync.reconcile.Applied;
import dev.outrigger.sync.resolution.Decision;
import dev.outrigger.sync.resolution.RecordedConflict;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Some operations that are committed together: read everything, decide one after the other, write
/// everything.
final class Transaction {
    private final Connection connection;
    private final ReplicaTables tables;
    private final Overlay overlay;
    private final Expectation expectation;
    private final Screen screen;
    private final Loading loading;
    private final Edits edits;
    private final SeenKeys seenKeys;
    private final LetterBox letters;
    private final Quarantining quarantining;
    private final Map<Long, ItemKey> claimed = new LinkedHashMap<>();
    private final Map<String, Reached> reached = new LinkedHashMap<>();

    Transaction(Connection connection, Writing writing, Overlay overlay, Expectation expectation) {
        this.connection = connection;
        this.expectation = expectation;
        this.tables = writing.tables();
        this.screen = writing.screen();
        this.overlay = overlay;
        this.seenKeys = new SeenKeys(tables);
        this.loading = new Loading(connection, tables, overlay);
        Foundations foundations = new Foundations(connection, tables, overlay);
        this.edits =
                new Edits(writing, overlay, new Descendants(tables, overlay, loading), foundations);
        this.letters = new LetterBox(connection, writing, overlay, foundations);
        this.quarantining = new Quarantining(writing, overlay);
    }

    /// Decides about all of them; nothing is written yet.
    List<Operation.Result> decide(List<Operation> operations) throws SQLException {
        load(operations);
        List<Operation.Result> results = new ArrayList<>(operations.size());
        for (Operation operation : operations) {
            results.add(perform(operation));
        }
        return results;
    }

    /// As they are with what was decided.
    Counts counts() {
        return quarantining.adds() ? overlay.counts().withQuarantineInUse() : overlay.counts();
    }

    /// Writes what was decided.
    void write() throws SQLException {
        flushed().run(connection);
    }

    /// Writes what was decided, and commits.
    void commit(Batch.Ending ending) throws SQLException {
        flushed().commit(connection, ending);
    }

    private Pipeline flushed() throws SQLException {
        return new Flush(tables).prepare(connection, overlay, reached, quarantining);
    }

    private void load(List<Operation> operations) throws SQLException {
        Needs needs = Needs.of(operations);
        if (!needs.mutationIds().isEmpty()) {
            claimed.putAll(loading.loadByMutation(needs.mutationIds()));
        }
        for (Edit edit : needs.edits()) {
            if (expectation.isAbsent(edit)) {
                overlay.hold(edit.key(), null, List.of());
            }
        }
        for (Operation.Apply apply : needs.applied()) {
            if (expectation.bringsNewItems(apply)) {
                apply.items().forEach(item -> overlay.hold(item.key(), null, List.of()));
            }
        }
        loading.loadPending(needs.settled());
        loading.load(needs.keys());
        loading.load(needs.unread());
        loading.load(letters.load(needs.letterIds()));
        edits.prepare(needs.edits());
    }

    private Operation.Result perform(Operation operation) throws SQLException {
        return switch (operation) {
            case Operation.EditOne(Edit edit) -> new Operation.Result.Edited(edits.edit(edit));
            case Operation.EditAll(List<Edit> all) ->
                    new Operation.Result.AllEdited(edits.editAll(all));
            case Operation.Claim(List<Long> ids) -> claim(ids);
            case Operation.Settle(PendingMutation mutation, Verdict verdict) ->
                    new Operation.Result.Settled(letters.settle(mutation, verdict));
            case Operation.Decide(long id, LetterRequest request) ->
                    new Operation.Result.Decided(letters.decide(id, request));
            case Operation.DecideConflict(RecordedConflict open, Decision decision) ->
                    decide(open, decision);
            case Operation.Apply apply -> apply(apply);
            case Operation.Remove remove -> remove(remove);
            case Operation.Sweep(List<ItemKey> keys) -> sweep(keys);
            case Operation.Release _,
                    Operation.DiscardStranded _,
                    Operation.Clear _,
                    Operation.Aside _ ->
                    throw new IllegalStateException("a transaction has no part in " + operation);
            case Operation.CatchUp _ -> new Operation.Result.Done();
        };
    }

    private Operation.Result decide(RecordedConflict open, Decision decision) throws SQLException {
        Optional<Verdict.Resolved> verdict =
                noted(open.id())
                        .flatMap(
                                noted ->
                                        Arbitration.verdict(
                                                overlay.knowledge(open.key()), noted, decision));
        if (verdict.isEmpty()) {
            return new Operation.Result.ConflictDecided(new ConflictLog.Answer.AlreadySettled());
        }
        letters.settle(verdict.get().conflict().mutation(), verdict.get());
        RecordedConflict noted = overlay.conflicts().getLast().notedAt(open.course().at());
        return new Operation.Result.ConflictDecided(new ConflictLog.Answer.Settled(noted));
    }

    /// The conflict as it is noted by now, in this very transaction if need be.
    private Optional<RecordedConflict> noted(String id) throws SQLException {
        Optional<RecordedConflict> here =
                overlay.conflicts().reversed().stream()
                        .filter(conflict -> conflict.id().equals(id))
                        .findFirst();
        return here.isPresent() ? here : new ConflictRows(tables).find(connection, id);
    }

    private Operation.Result claim(List<Long> ids) {
        List<Claimed> all = new ArrayList<>();
        for (Long id : ids.stream().sorted().distinct().toList()) {
            ItemKey key = claimed.get(id);
            if (key != null) {
                claim(key, id).ifPresent(all::add);
            }
        }
        return new Operation.Result.AllClaimed(all);
    }

    private Optional<Claimed> claim(ItemKey key, long id) {
        Knowledge known = overlay.knowledge(key);
        Optional<Claimed> next =
                known.outbox().stream()
                        .filter(each -> each.id() == id)
                        .findFirst()
                        .map(each -> Claimed.of(each, known.stored(), overlay.now()));
        next.ifPresent(
                each ->
                        overlay.perform(
                                key,
                                new Effect(
                                        new Effect.RowEdit.Keep(),
                                        List.of(new OutboxEdit.Replace(each.mutation())),
                                        null)));
        return next;
    }

    private Operation.Result sweep(List<ItemKey> keys) {
        int removed = 0;
        for (ItemKey key : keys) {
            Effect effect = screen.swept(overlay.knowledge(key));
            overlay.perform(key, effect);
            removed += effect.change() == null ? 0 : 1;
        }
        return new Operation.Result.Swept(removed);
    }

    private Operation.Result apply(Operation.Apply apply) throws SQLException {
        Applied total = Applied.none();
        apply.unread().forEach(quarantining::unread);
        for (RemoteItem item : apply.items()) {
            total =
                    total.plus(
                            quarantining.passes(item) ? reconciled(item) : new Applied(0, 0, 0, 1));
        }
        switch (apply.reached()) {
            case PageCheckpoint page -> {
                reached.put(apply.model(), page.stored(total));
                seenKeys.note(connection, apply, page);
            }
            case SyncCheckpoint end -> {
                reached.put(apply.model(), end);
                seenKeys.forget(connection, apply.model());
            }
            case null -> {}
        }
        return new Operation.Result.Reconciled(total);
    }

    private Operation.Result remove(Operation.Remove remove) {
        Applied total = Applied.none();
        for (ItemKey key : remove.keys()) {
            Effect effect = Absence.decide(overlay.knowledge(key), remove.changedBefore());
            total = total.plus(performed(key, effect));
        }
        return new Operation.Result.Reconciled(total);
    }

    private Applied reconciled(RemoteItem item) {
        ItemKey key = item.key();
        return performed(key, screen.incoming(overlay.knowledge(key), item));
    }

    private Applied performed(ItemKey key, Effect effect) {
        overlay.perform(key, effect);
        ItemChange change = effect.change();
        if (change == null) {
            return new Applied(0, 0, 0, 1);
        }
        return switch (change.kind()) {
            case INSERT -> new Applied(1, 0, 0, 0);
            case UPDATE -> new Applied(0, 1, 0, 0);
            case DELETE -> new Applied(0, 0, 1, 0);
        };
    }
}
