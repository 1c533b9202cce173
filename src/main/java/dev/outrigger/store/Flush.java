package dev.outrigger.store;

import dev.outrigger.model.ItemKey;
import dev.outrigger.postgres.SqlType;
import dev.outrigger.replica.LoggedChange;
import dev.outrigger.store.Overlay.Entry;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.pull.SyncCheckpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes the difference between what a transaction found and what it decided.
final class Flush {
    private static final List<SqlType> CHECKPOINT_TYPES =
            List.of(SqlType.TEXT, SqlType.BIGINT, SqlType.BIGINT);

    private final ReplicaTables tables;
    private final OutboxRows outboxRows;
    private final ChangeRows changeRows;
    private final Pipeline pipeline = new Pipeline();

    Flush(ReplicaTables tables) {
        this.tables = tables;
        this.outboxRows = new OutboxRows(tables);
        this.changeRows = new ChangeRows(tables);
    }

    /// The statements that make the overlay's entries and changes durable.
    Pipeline of(Overlay overlay, Map<String, SyncCheckpoint> checkpoints) {
        Map<String, List<Row>> put = new LinkedHashMap<>();
        Map<String, List<ItemKey>> erased = new LinkedHashMap<>();
        List<PendingMutation> kept = new ArrayList<>();
        List<Long> ended = new ArrayList<>();
        for (Entry entry : overlay.entries()) {
            Row row = entry.after().row();
            Row before = entry.before().row();
            if (row == null && before != null) {
                erased.computeIfAbsent(entry.key().model(), _ -> new ArrayList<>())
                        .add(entry.key());
            } else if (row != null && !sameAs(row, before)) {
                put.computeIfAbsent(entry.key().model(), _ -> new ArrayList<>()).add(row);
            }
            difference(entry, kept, ended);
        }
        put.forEach(this::putAll);
        erased.forEach(this::eraseAll);
        writeOutbox(kept, ended);
        writeChanges(overlay.changes());
        writeCheckpoints(checkpoints);
        return pipeline;
    }

    /// By identity: a decision that keeps the item hands on the same one.
    private static boolean sameAs(Row row, @Nullable Row before) {
        return before != null
                && row.stored() == before.stored()
                && row.places().equals(before.places());
    }

    private static void difference(
            Entry entry, List<PendingMutation> kept, List<Long> ended) {
        List<PendingMutation> before = entry.before().knowledge().outbox();
        List<PendingMutation> after = entry.after().knowledge().outbox();
        after.stream()
                .filter(mutation -> before.stream().noneMatch(each -> each == mutation))
                .forEach(kept::add);
        before.stream()
                .map(PendingMutation::id)
                .filter(id -> after.stream().noneMatch(each -> each.id() == id))
                .forEach(ended::add);
    }

    private void putAll(String model, List<Row> rows) {
        ItemRows of = tables.of(model);
        pipeline.update(
                of.table().upsert(), (statement, first) -> of.bind(statement, first, rows));
    }

    private void eraseAll(String model, List<ItemKey> keys) {
        ItemRows of = tables.of(model);
        pipeline.update(
                of.deleteByKeys(), (statement, first) -> of.bindKeys(statement, first, keys));
    }

    private void writeOutbox(List<PendingMutation> kept, List<Long> ended) {
        if (!ended.isEmpty()) {
            pipeline.update(
                    "delete from " + outboxRows.table() + " where id = any(?::bigint[])",
                    (statement, first) -> {
                        SqlType.BIGINT.bindAll(statement, first, ended);
                        return first + 1;
                    });
        }
        if (!kept.isEmpty()) {
            pipeline.update(
                    outboxRows.upsert(),
                    (statement, first) -> outboxRows.bind(statement, first, kept));
        }
    }

    private void writeChanges(List<LoggedChange> changes) {
        if (!changes.isEmpty()) {
            pipeline.update(
                    changeRows.insert(),
                    (statement, first) -> changeRows.bind(statement, first, changes));
        }
    }

    private void writeCheckpoints(Map<String, SyncCheckpoint> checkpoints) {
        if (checkpoints.isEmpty()) {
            return;
        }
        List<Function<Map.Entry<String, SyncCheckpoint>, @Nullable Object>> values =
                List.of(
                        Map.Entry::getKey,
                        each -> each.getValue().startedAt().toEpochMilli(),
                        each -> each.getValue().baseSyncedAt().toEpochMilli());
        String upsert =
                Unnest.insert(
                                tables.own("_checkpoint"),
                                "model, started_at, base_synced_at",
                                CHECKPOINT_TYPES)
                        + " on conflict (model) do update set started_at = excluded.started_at,"
                        + " base_synced_at = excluded.base_synced_at";
        pipeline.update(
                upsert,
                (statement, first) ->
                        new Unnest<>(CHECKPOINT_TYPES, values)
                                .bind(statement, first, List.copyOf(checkpoints.entrySet())));
    }
}
