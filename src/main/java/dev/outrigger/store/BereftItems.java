package dev.outrigger.store;

import dev.outrigger.model.ItemKey;
import dev.outrigger.postgres.Pipeline;
import dev.outrigger.sync.evolution.OutboxSuccession;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Brings items whose last pending mutation was taken away back to the backend's state, as after a
/// refusal that is rolled back; and those that were kept as written for a letter that is gone.
final class BereftItems {
    private final Connection connection;
    private final ReplicaTables tables;
    private final OutboxRows outboxRows;

    BereftItems(Connection connection, ReplicaTables tables) {
        this.connection = connection;
        this.tables = tables;
        this.outboxRows = new OutboxRows(tables);
    }

    void settle(Set<ItemKey> items) throws SQLException {
        Map<String, List<ItemKey>> byModel =
                items.stream().collect(Collectors.groupingBy(ItemKey::model));
        for (var each : byModel.entrySet()) {
            settle(tables.of(each.getKey()), each.getValue());
        }
    }

    private void settle(ItemRows of, List<ItemKey> keys) throws SQLException {
        Set<ItemKey> pending = new HashSet<>();
        List<Row> rows = new ArrayList<>();
        Pipeline reading = new Pipeline();
        reading.query(
                outboxRows.selectByKeys(),
                (statement, first) -> outboxRows.bindKeys(statement, first, keys),
                row -> pending.add(outboxRows.read(row).key()));
        reading.query(
                of.selectByKeys(),
                (statement, first) -> of.bindKeys(statement, first, keys),
                row -> rows.add(of.read(row)));
        reading.run(connection);
        rows.removeIf(row -> pending.contains(row.stored().key()));
        List<ItemKey> erased = new ArrayList<>();
        List<Row> settled = new ArrayList<>();
        for (Row row : rows) {
            OutboxSuccession.settled(row.stored())
                    .ifPresentOrElse(
                            stored -> settled.add(new Row(stored, row.places())),
                            () -> erased.add(row.stored().key()));
        }
        Pipeline writing = new Pipeline();
        if (!erased.isEmpty()) {
            writing.update(
                    of.deleteByKeys(), (statement, first) -> of.bindKeys(statement, first, erased));
        }
        if (!settled.isEmpty()) {
            writing.update(
                    of.replace(settled.size()),
                    (statement, first) -> of.bind(statement, first, settled));
        }
        writing.run(connection);
    }
}
