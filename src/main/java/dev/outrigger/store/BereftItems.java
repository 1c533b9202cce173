package dev.outrigger.store;

import dev.outrigger.model.ItemKey;
import dev.outrigger.postgres.Pipeline;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.evolution.OutboxSuccession;
import dev.outrigger.sync.reconcile.Below;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Brings items that have lost pending mutations back to the backend's state, with what remains of
/// these on top, as after a refusal that is rolled back; and those that were kept as written for a
/// letter that is gone.
final class BereftItems {
    private final Connection connection;
    private final ReplicaTables tables;
    private final OutboxRows outboxRows;

    BereftItems(Connection connection, ReplicaTables tables) {
        this.connection = connection;
        this.tables = tables;
        this.outboxRows = new OutboxRows(tables);
    }

    /// @param items with what is below the mutations that they have lost
    void settle(Map<ItemKey, Below> items) throws SQLException {
        Map<String, List<ItemKey>> byModel =
                items.keySet().stream().collect(Collectors.groupingBy(ItemKey::model));
        for (var each : byModel.entrySet()) {
            settle(tables.of(each.getKey()), each.getValue(), items);
        }
    }

    private void settle(ItemRows of, List<ItemKey> keys, Map<ItemKey, Below> lost)
            throws SQLException {
        Map<ItemKey, List<PendingMutation>> remaining = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        Pipeline reading = new Pipeline();
        reading.query(
                outboxRows.selectByKeys(),
                (statement, first) -> outboxRows.bindKeys(statement, first, keys),
                row -> add(remaining, outboxRows.read(row)));
        reading.query(
                of.selectByKeys(),
                (statement, first) -> of.bindKeys(statement, first, keys),
                row -> rows.add(of.read(row)));
        reading.run(connection);
        List<ItemKey> erased = new ArrayList<>();
        List<Row> settled = new ArrayList<>();
        for (Row row : rows) {
            ItemKey key = row.stored().key();
            OutboxSuccession.settled(
                            row.stored(), remaining.getOrDefault(key, List.of()), lost.get(key))
                    .ifPresentOrElse(
                            stored -> settled.add(new Row(stored, row.places())),
                            () -> erased.add(key));
        }
        write(of, settled, erased);
    }

    private static void add(
            Map<ItemKey, List<PendingMutation>> remaining, PendingMutation mutation) {
        remaining.computeIfAbsent(mutation.key(), _ -> new ArrayList<>()).add(mutation);
    }

    private void write(ItemRows of, List<Row> settled, List<ItemKey> erased) throws SQLException {
        Pipeline writing = new Pipeline();
        if (!erased.isEmpty()) {
            writing.update(
                    of.deleteByKeys(), (statement, first) -> of.bindKeys(statement, first, erased));
        }
        of.replace(writing, settled);
        writing.run(connection);
    }
}
