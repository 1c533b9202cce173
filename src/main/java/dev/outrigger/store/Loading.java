package dev.outrigger.store;

import dev.outrigger.model.ItemKey;
import dev.outrigger.postgres.Column;
import dev.outrigger.postgres.Pipeline;
import dev.outrigger.postgres.SqlType;
import dev.outrigger.sync.PendingMutation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads what a transaction's decisions need into its [Overlay]: rows first, and mutations only of
/// the items that have some. Where that is known beforehand, both are read in one round trip.
final class Loading {
    private final Connection connection;
    private final ReplicaTables tables;
    private final OutboxRows outboxRows;
    private final Overlay overlay;

    Loading(Connection connection, ReplicaTables tables, Overlay overlay) {
        this.connection = connection;
        this.tables = tables;
        this.outboxRows = new OutboxRows(tables);
        this.overlay = overlay;
    }

    /// Loads those of the keys that the overlay does not hold.
    void load(Collection<ItemKey> wanted) throws SQLException {
        load(wanted, Pending.AS_ROWS_SAY);
    }

    /// Loads those of the keys that the overlay does not hold, of items that mutations wait for.
    void loadPending(Collection<ItemKey> wanted) throws SQLException {
        load(wanted, Pending.ALL);
    }

    /// Which of the items have mutations.
    private enum Pending {
        AS_ROWS_SAY,
        ALL
    }

    private void load(Collection<ItemKey> wanted, Pending pending) throws SQLException {
        List<ItemKey> missing =
                wanted.stream().distinct().filter(key -> !overlay.holds(key)).toList();
        Map<ItemKey, Row> rows = new LinkedHashMap<>();
        Map<ItemKey, List<PendingMutation>> outbox = new LinkedHashMap<>();
        Pipeline pipeline = new Pipeline();
        missing.stream()
                .collect(Collectors.groupingBy(ItemKey::model))
                .forEach((model, keys) -> selectRows(pipeline, tables.of(model), keys, rows));
        if (pending == Pending.ALL && !missing.isEmpty()) {
            selectOutbox(pipeline, missing, outbox);
        }
        pipeline.run(connection);
        if (pending == Pending.AS_ROWS_SAY) {
            outbox.putAll(outbox(rows.values()));
        }
        hold(rows, outbox);
        missing.stream()
                .filter(key -> !overlay.holds(key))
                .forEach(key -> overlay.hold(key, null, List.of()));
    }

    private static void selectRows(
            Pipeline pipeline, ItemRows of, List<ItemKey> keys, Map<ItemKey, Row> rows) {
        pipeline.query(
                of.selectByKeys(),
                (statement, first) -> of.bindKeys(statement, first, keys),
                row -> add(of.read(row), rows));
    }

    /// Loads the live items of a model whose columns have one of the tuples of values.
    ///
    /// @return the keys of what the database has, also where the overlay held it already
    Set<ItemKey> loadBy(String model, List<Column> columns, List<List<Object>> tuples)
            throws SQLException {
        ItemRows of = tables.of(model);
        Map<ItemKey, Row> rows = new LinkedHashMap<>();
        Pipeline pipeline = new Pipeline();
        pipeline.query(
                of.selectLiveBy(columns),
                (statement, first) -> ItemRows.bindColumns(statement, first, columns, tuples),
                row -> add(of.read(row), rows));
        pipeline.run(connection);
        Set<ItemKey> found = new LinkedHashSet<>(rows.keySet());
        rows.keySet().removeIf(overlay::holds);
        hold(rows, outbox(rows.values()));
        return found;
    }

    /// Loads what belongs to mutations.
    ///
    /// @return the key of each mutation that the database has
    Map<Long, ItemKey> loadByMutation(List<Long> ids) throws SQLException {
        Map<Long, ItemKey> keys = new LinkedHashMap<>();
        Pipeline pipeline = new Pipeline();
        pipeline.query(
                outboxRows.select() + " where id = any(?::bigint[])",
                (statement, first) -> {
                    SqlType.BIGINT.bindAll(statement, first, ids);
                    return first + 1;
                },
                row -> {
                    PendingMutation mutation = outboxRows.read(row);
                    keys.put(mutation.id(), mutation.key());
                });
        pipeline.run(connection);
        loadPending(keys.values());
        return keys;
    }

    /// The mutations of those rows that say they have some.
    private Map<ItemKey, List<PendingMutation>> outbox(Collection<Row> rows) throws SQLException {
        List<ItemKey> pending =
                rows.stream()
                        .filter(row -> row.stored().pending())
                        .map(row -> row.stored().key())
                        .toList();
        Map<ItemKey, List<PendingMutation>> outbox = new LinkedHashMap<>();
        if (!pending.isEmpty()) {
            Pipeline pipeline = new Pipeline();
            selectOutbox(pipeline, pending, outbox);
            pipeline.run(connection);
        }
        return outbox;
    }

    private void selectOutbox(
            Pipeline pipeline, List<ItemKey> keys, Map<ItemKey, List<PendingMutation>> outbox) {
        pipeline.query(
                outboxRows.selectByKeys(),
                (statement, first) -> outboxRows.bindKeys(statement, first, keys),
                row -> {
                    PendingMutation mutation = outboxRows.read(row);
                    outbox.computeIfAbsent(mutation.key(), _ -> new ArrayList<>()).add(mutation);
                });
    }

    private void hold(Map<ItemKey, Row> rows, Map<ItemKey, List<PendingMutation>> outbox) {
        rows.forEach(
                (key, row) ->
                        overlay.hold(
                                key,
                                row,
                                row.stored().pending()
                                        ? outbox.getOrDefault(key, List.of())
                                        : List.of()));
    }

    private static void add(Row row, Map<ItemKey, Row> rows) {
        rows.put(row.stored().key(), row);
    }
}
