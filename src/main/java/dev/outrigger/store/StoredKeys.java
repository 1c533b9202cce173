package dev.outrigger.store;

import dev.outrigger.contract.KeyDigest;
import dev.outrigger.model.ItemKey;
import dev.outrigger.postgres.Column;
import dev.outrigger.postgres.KeyHashSql;
import dev.outrigger.postgres.Pipeline;
import dev.outrigger.postgres.SqlType;
import dev.outrigger.sync.pull.KeyBuckets;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Reads the keys of items that the backend must have had, each by one pass over a model's table.
final class StoredKeys {
    private final ReplicaTables tables;

    StoredKeys(ReplicaTables tables) {
        this.tables = tables;
    }

    KeyDigest digest(Connection connection, String model, int buckets) throws SQLException {
        SortedMap<Integer, KeyDigest.Bucket> filled = new TreeMap<>();
        Pipeline pipeline = new Pipeline();
        pipeline.query(
                "select k.hash & ?::bigint, count(*), bit_xor(k.hash) from ("
                        + hashed(model)
                        + ") k group by 1",
                (statement, first) -> {
                    statement.setLong(first, buckets - 1L);
                    return first + 1;
                },
                row ->
                        filled.put(
                                row.getInt(1),
                                new KeyDigest.Bucket(row.getLong(2), row.getLong(3))));
        pipeline.run(connection);
        return new KeyDigest(buckets, filled);
    }

    List<ItemKey> keysIn(
            Connection connection, String model, KeyBuckets buckets, Instant changedBefore)
            throws SQLException {
        List<ItemKey> found = new ArrayList<>();
        Pipeline pipeline = new Pipeline();
        pipeline.query(
                "select k.* from ("
                        + hashed(model)
                        + ") k where k.changed_at < ?::bigint"
                        + " and k.hash & ?::bigint = any(?::bigint[])",
                (statement, first) -> {
                    statement.setLong(first, changedBefore.toEpochMilli());
                    statement.setLong(first + 1, buckets.of() - 1L);
                    SqlType.BIGINT.bindAll(
                            statement,
                            first + 2,
                            buckets.numbers().stream().map(Integer::longValue).toList());
                    return first + 3;
                },
                row -> found.add(key(model, row)));
        pipeline.run(connection);
        return found;
    }

    List<ItemKey> unseen(Connection connection, String model, Instant changedBefore, int limit)
            throws SQLException {
        List<ItemKey> found = new ArrayList<>();
        Pipeline pipeline = new Pipeline();
        pipeline.query(
                "select k.* from ("
                        + hashed(model)
                        + ") k where k.changed_at < ?::bigint and not exists (select from "
                        + SeenKeys.table(tables)
                        + " s where s.model = ?::text and s.hash = k.hash) limit ?::bigint",
                (statement, first) -> {
                    statement.setLong(first, changedBefore.toEpochMilli());
                    statement.setString(first + 1, model);
                    statement.setLong(first + 2, limit);
                    return first + 3;
                },
                row -> found.add(key(model, row)));
        pipeline.run(connection);
        return found;
    }

    /// Key columns, then `hash` and `changed_at`. What an earlier schema has left changed before
    /// anybody asked, as [dev.outrigger.sync.reconcile.Absence] has it.
    private String hashed(String model) {
        ItemRows rows = tables.of(model);
        List<Column> keys = rows.table().keyColumns();
        String columns =
                keys.stream()
                        .map(column -> "t." + column.quoted())
                        .collect(Collectors.joining(", "));
        return ("select %s, %s as hash, coalesce(t.%s, 0) as changed_at from %s t"
                        + " where %s and not t.%s and t.%s is not null")
                .formatted(
                        columns,
                        KeyHashSql.hash(KeyHashSql.text(keys, "t")),
                        ReplicaTables.LAST_CHANGED_AT.quoted(),
                        rows.table().qualifiedName(),
                        ItemRows.live("t"),
                        ReplicaTables.PENDING.quoted(),
                        ReplicaTables.VERSION.quoted());
    }

    private ItemKey key(String model, ResultSet row) throws SQLException {
        List<Object> values = new ArrayList<>();
        int place = 1;
        for (Column column : tables.of(model).table().keyColumns()) {
            values.add(Objects.requireNonNull(column.type().read(row, place++)));
        }
        return new ItemKey(model, values);
    }
}
