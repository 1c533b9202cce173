package dev.outrigger.backend.table;

import dev.outrigger.conflict.VersionedItem;
import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.model.Version;
import dev.outrigger.postgres.Column;
import dev.outrigger.postgres.ModelTable;
import dev.outrigger.postgres.Pipeline;
import dev.outrigger.postgres.SqlType;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The table that holds the latest version of every item of one model, tombstones included.
final class BaseTable {
    static final Column VERSION = new Column("_version", SqlType.BIGINT);
    static final Column LAST_CHANGED_AT = new Column("_last_changed_at", SqlType.BIGINT);
    static final Column DELETED = new Column("_deleted", SqlType.BOOLEAN);

    private final ModelTable table;
    private final String load;
    private final String delete;

    BaseTable(String databaseSchema, Schema schema, Model model) {
        this.table =
                new ModelTable(
                        databaseSchema, schema, model, List.of(VERSION, LAST_CHANGED_AT, DELETED));
        this.load =
                "select %s from %s t join %s using (%s)"
                        .formatted(
                                columns("t"),
                                table.qualifiedName(),
                                keys("wanted"),
                                names(table.keyColumns()));
        this.delete =
                "delete from %s t using %s where %s"
                        .formatted(
                                table.qualifiedName(),
                                keys("gone"),
                                table.keyColumns().stream()
                                        .map(Column::quoted)
                                        .map(key -> "t." + key + " = gone." + key)
                                        .collect(Collectors.joining(" and ")));
    }

    Model model() {
        return table.model();
    }

    ModelTable table() {
        return table;
    }

    /// The columns that [#read] expects.
    String columns(String alias) {
        return table.columnList(alias);
    }

    /// The row whose first column of [#columns] is at `first`.
    VersionedItem read(ResultSet row, int first) throws SQLException {
        Map<String, @Nullable Object> fields = table.readFields(row, first);
        int added = table.firstAdded(first);
        return new VersionedItem(
                new Item(model().keyOf(fields), fields),
                new Version(row.getLong(added)),
                Instant.ofEpochMilli(row.getLong(added + 1)),
                presence(row.getBoolean(added + 2)));
    }

    static VersionedItem.Presence presence(boolean deleted) {
        return deleted ? VersionedItem.Presence.TOMBSTONE : VersionedItem.Presence.LIVE;
    }

    /// Reads those of the keys that the table has.
    void load(Pipeline pipeline, Collection<ItemKey> keys, Consumer<VersionedItem> found) {
        pipeline.query(
                load,
                (statement, first) -> bindKeys(statement, first, keys),
                row -> found.accept(read(row, 1)));
    }

    private int bindKeys(PreparedStatement statement, int first, Collection<ItemKey> keys)
            throws SQLException {
        List<Column> columns = table.keyColumns();
        for (int part = 0; part < columns.size(); part++) {
            List<Object> values = new ArrayList<>(keys.size());
            for (ItemKey key : keys) {
                values.add(key.values().get(part));
            }
            columns.get(part).type().bindAll(statement, first + part, values);
        }
        return first + columns.size();
    }

    /// Forgets the items.
    void remove(Pipeline pipeline, List<VersionedItem> items) {
        if (!items.isEmpty()) {
            List<ItemKey> keys = items.stream().map(VersionedItem::key).toList();
            pipeline.update(delete, (statement, first) -> bindKeys(statement, first, keys));
        }
    }

    /// Writes the items, each of which comes once.
    void write(Pipeline pipeline, List<VersionedItem> items) {
        if (!items.isEmpty()) {
            pipeline.update(
                    table.upsertFromArrays(), (statement, first) -> bind(statement, first, items));
        }
    }

    private int bind(PreparedStatement statement, int first, List<VersionedItem> items)
            throws SQLException {
        List<Map<String, @Nullable Object>> fields = new ArrayList<>(items.size());
        List<Long> versions = new ArrayList<>(items.size());
        List<Long> times = new ArrayList<>(items.size());
        List<Boolean> deleted = new ArrayList<>(items.size());
        for (VersionedItem item : items) {
            fields.add(item.item().fields());
            versions.add(item.version().number());
            times.add(item.lastChangedAt().toEpochMilli());
            deleted.add(!item.live());
        }
        int next = table.bindFields(statement, first, fields);
        VERSION.type().bindAll(statement, next, versions);
        LAST_CHANGED_AT.type().bindAll(statement, next + 1, times);
        DELETED.type().bindAll(statement, next + 2, deleted);
        return next + 3;
    }

    /// `unnest(…) alias(key columns)`: the keys of one binding.
    private String keys(String alias) {
        List<Column> columns = table.keyColumns();
        String arrays =
                String.join(
                        ", ",
                        columns.stream().map(column -> column.type().arrayParameter()).toList());
        return "unnest(" + arrays + ") " + alias + "(" + names(columns) + ")";
    }

    static String names(List<Column> columns) {
        return String.join(", ", columns.stream().map(Column::quoted).toList());
    }
}
