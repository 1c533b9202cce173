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
import dev.outrigger.sync.UnreadItem;
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
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

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
        List<Long> mutationIds =
                operations.stream()
                        .flatMap(
                                each ->
                                        each instanceof Operation.Claim(List<Long> ids)
                                                ? ids.stream()
                                                : Stream.empty())
                        .toList();
        if (!mutationIds.isEmpty()) {
            claimed.putAll(loading.loadByMutation(mutationIds));
        }
        operations.stream()
                .flatMap(Transaction::edits)
                .filter(expectation::isAbsent)
                .forEach(edit -> overlay.hold(edit.key(), null, List.of()));
        operations.stream()
                .filter(expectation::bringsNewItems)
                .flatMap(Transaction::keys)
                .forEach(key -> overlay.hold(key, null, List.of()));
        loading.loadPending(operations.stream().flatMap(Transaction::settled).toList());
        loading.load(operations.stream().flatMap(Transaction::keys).toList());
        loading.load(operations.stream().flatMap(Transaction::unreadKeys).toList());
        loading.load(letters.load(operations.stream().flatMap(Transaction::letterIds).toList()));
        edits.prepare(operations.stream().flatMap(Transaction::edits).toList());
    }

    private static Stream<ItemKey> settled(Operation operation) {
        return operation instanceof Operation.Settle settle
                ? Stream.of(settle.mutation().key())
                : Stream.empty();
    }

    private static Stream<ItemKey> keys(Operation operation) {
        return switch (operation) {
            case Operation.EditOne _, Operation.EditAll _ -> edits(operation).map(Edit::key);
            case Operation.Settle settle -> Stream.of(settle.mutation().key());
            case Operation.Apply apply -> apply.items().stream().map(RemoteItem::key);
            case Operation.Remove remove -> remove.keys().stream();
            case Operation.DecideConflict decide -> Stream.of(decide.open().key());
            case Operation.Sweep(List<ItemKey> swept) -> swept.stream();
            case Operation.Claim _, Operation.Decide _ -> Stream.empty();
            case Operation.Aside _, Operation.CatchUp _ -> Stream.empty();
            case Operation.Release _, Operation.DiscardStranded _, Operation.Clear _ ->
                    Stream.empty();
        };
    }

    private static Stream<ItemKey> unreadKeys(Operation operation) {
        return operation instanceof Operation.Apply apply
                ? apply.unread().stream().map(UnreadItem::key).filter(Objects::nonNull)
                : Stream.empty();
    }

    private static Stream<Long> letterIds(Operation operation) {
        return operation instanceof Operation.Decide(long id, var _)
                ? Stream.of(id)
                : Stream.empty();
    }

    private static Stream<Edit> edits(Operation operation) {
        return switch (operation) {
            case Operation.EditOne(Edit edit) -> Stream.of(edit);
            case Operation.EditAll(List<Edit> all) -> all.stream();
            case Operation.Settle _, Operation.Apply _, Operation.Claim _ -> Stream.empty();
            case Operation.Remove _, Operation.Decide _, Operation.DecideConflict _ ->
                    Stream.empty();
            case Operation.Sweep _, Operation.Aside _ -> Stream.empty();
            case Operation.Release _,
                    Operation.DiscardStranded _,
                    Operation.Clear _,
                    Operation.CatchUp _ ->
                    Stream.empty();
        };
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
