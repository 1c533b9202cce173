package dev.outrigger.store;

import dev.outrigger.model.Field;
import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.model.Version;
import dev.outrigger.postgres.Column;
import dev.outrigger.postgres.ModelTable;
import dev.outrigger.postgres.Pipeline;
import dev.outrigger.postgres.SqlName;
import dev.outrigger.postgres.SqlType;
import dev.outrigger.postgres.StoredJson;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.StoredItem.Presence;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Turns the rows of one model's table into items and back.
final class ItemRows {
    private static final List<Function<Row, @Nullable Object>> METADATA =
            List.of(
                    row -> number(row.stored().version()),
                    row -> milliseconds(row.stored().lastChangedAt()),
                    row -> !row.stored().live(),
                    row -> row.stored().pending(),
                    row -> fields(row.stored().base()),
                    row -> row.places().seq(),
                    row -> row.places().insertion());

    private final ModelTable table;
    private final Model model;
    private final StoredJson storedJson;
    private final String selectByKey;
    private final String selectByKeys;
    private final String deleteByKeys;

    /// Every column, with its value in a row.
    private final Columns<Row> all;

    ItemRows(Schema schema, ModelTable table) {
        this.table = table;
        this.model = table.model();
        this.storedJson = new StoredJson(schema);
        this.selectByKey = selectByKey(table.keyColumns());
        this.selectByKeys = selectBy(table.keyColumns());
        this.deleteByKeys = deleteBy(table.keyColumns());
        List<Function<Row, @Nullable Object>> values = new ArrayList<>();
        for (Field field : model.fields()) {
            values.add(row -> row.stored().item().value(field.name()));
        }
        values.addAll(METADATA);
        this.all =
                Columns.of(
                                table.columnList(),
                                table.columns().stream().map(Column::type).toList(),
                                values)
                        .same(ReplicaTables.DELETED.quoted(), ReplicaTables.PENDING.quoted())
                        .absent(
                                ReplicaTables.VERSION.quoted(),
                                ReplicaTables.LAST_CHANGED_AT.quoted(),
                                ReplicaTables.BASE.quoted());
    }

    ModelTable table() {
        return table;
    }

    Model model() {
        return model;
    }

    /// The order of queries without a sort, and of equals in those with one.
    String createInsertionIndex() {
        String name = SqlName.table(model) + "_insertion";
        return "create index if not exists %s on %s (%s)"
                .formatted(
                        SqlName.quoted(name),
                        table.qualifiedName(),
                        ReplicaTables.INSERTION.quoted());
    }

    /// Live rows only, for the table's alias.
    static String live(String alias) {
        return "not " + alias + "." + ReplicaTables.DELETED.quoted();
    }

    /// `select … from table t`, for [#read].
    String select() {
        return "select " + table.columnList("t") + " from " + table.qualifiedName() + " t";
    }

    /// The row of the key that [#bindKey] binds. PostgreSQL plans this once for all keys, while it
    /// plans [#selectByKeys] anew for each array.
    String selectByKey() {
        return selectByKey;
    }

    /// The rows of the keys that [#bindKeys] binds.
    String selectByKeys() {
        return selectByKeys;
    }

    /// The live rows by other columns, which [#bindColumns] binds.
    String selectLiveBy(List<Column> columns) {
        return selectBy(columns) + (columns.size() == 1 ? " and " : " where ") + live("t");
    }

    /// The rows that nothing has changed since they were inserted, by the first and the last of the
    /// seqs of their insertions.
    String selectInserted() {
        return "%1$s where t.%2$s between ?::bigint and ?::bigint and t.%3$s = t.%2$s and %4$s"
                .formatted(
                        select(),
                        ReplicaTables.INSERTION.quoted(),
                        ReplicaTables.SEQ.quoted(),
                        live("t"));
    }

    /// The keys of the live ones among the rows of the keys that [#bindKeys] binds, for [#readKey].
    String selectLiveKeys() {
        List<Column> keys = table.keyColumns();
        return "select %s from %s t where (%s) in (select * from unnest(%s)) and %s"
                .formatted(
                        joined(keys, column -> "t." + column.quoted()),
                        table.qualifiedName(),
                        joined(keys, column -> "t." + column.quoted()),
                        joined(keys, column -> column.type().arrayParameter()),
                        live("t"));
    }

    /// Reads a row that [#selectLiveKeys] selected.
    ItemKey readKey(ResultSet row) throws SQLException {
        List<Object> values = new ArrayList<>();
        for (Column column : table.keyColumns()) {
            values.add(Objects.requireNonNull(column.type().read(row, values.size() + 1)));
        }
        return new ItemKey(model.name(), values);
    }

    /// Deletes the rows of the keys that [#bindKeys] binds.
    String deleteByKeys() {
        return deleteByKeys;
    }

    private String selectByKey(List<Column> keys) {
        return select()
                + " where "
                + keys.stream()
                        .map(column -> "t." + column.quoted() + " = " + column.type().parameter())
                        .collect(Collectors.joining(" and "));
    }

    private String deleteBy(List<Column> keys) {
        return "delete from %s where (%s) in (select * from unnest(%s))"
                .formatted(
                        table.qualifiedName(),
                        joined(keys, Column::quoted),
                        joined(keys, column -> column.type().arrayParameter()));
    }

    /// The subquery with `offset 0` is looked up once per tuple by an index, whatever the planner
    /// thinks of the table's size.
    private String selectBy(List<Column> columns) {
        if (columns.size() == 1) {
            Column only = columns.getFirst();
            return select()
                    + " where t."
                    + only.quoted()
                    + " = any("
                    + only.type().arrayParameter()
                    + ")";
        }
        return ("select %s from unnest(%s) k(%s)"
                        + " cross join lateral (select * from %s i where %s offset 0) t")
                .formatted(
                        table.columnList("t"),
                        joined(columns, column -> column.type().arrayParameter()),
                        joined(columns, Column::quoted),
                        table.qualifiedName(),
                        columns.stream()
                                .map(Column::quoted)
                                .map(name -> "i." + name + " = k." + name)
                                .collect(Collectors.joining(" and ")));
    }

    private static String joined(List<Column> columns, Function<Column, String> text) {
        return columns.stream().map(text).collect(Collectors.joining(", "));
    }

    int bindKey(PreparedStatement statement, int first, ItemKey key) throws SQLException {
        int parameter = first;
        for (Column column : table.keyColumns()) {
            column.type().bind(statement, parameter, key.values().get(parameter - first));
            parameter++;
        }
        return parameter;
    }

    int bindKeys(PreparedStatement statement, int first, List<ItemKey> keys) throws SQLException {
        return bindColumns(
                statement, first, table.keyColumns(), keys.stream().map(ItemKey::values).toList());
    }

    /// @param tuples one value for each column
    static int bindColumns(
            PreparedStatement statement, int first, List<Column> columns, List<List<Object>> tuples)
            throws SQLException {
        for (int place = 0; place < columns.size(); place++) {
            int column = place;
            columns.get(place)
                    .type()
                    .bindAll(
                            statement,
                            first + place,
                            tuples.stream().map(tuple -> tuple.get(column)).toList());
        }
        return first + columns.size();
    }

    /// Adds rows, none of which the table has.
    void insert(Pipeline pipeline, List<Row> rows) {
        all.insert(pipeline, table.qualifiedName(), rows);
    }

    /// Writes rows, those that the table has in their place.
    void replace(Pipeline pipeline, List<Row> rows) {
        all.insert(pipeline, table.qualifiedName(), rows, table.onConflict());
    }

    /// Adds many rows, none of which the table has.
    void copy(Connection connection, List<Row> rows) throws SQLException {
        all.copy(connection, table.qualifiedName(), rows);
    }

    /// Reads a row that [#select] selected.
    Row read(ResultSet row) throws SQLException {
        Map<String, @Nullable Object> fields = table.readFields(row, 1);
        Item item = new Item(model.keyOf(fields), fields);
        int place = table.firstAdded(1);
        Long version = (Long) SqlType.BIGINT.read(row, place++);
        Long lastChangedAt = (Long) SqlType.BIGINT.read(row, place++);
        boolean deleted = row.getBoolean(place++);
        boolean pending = row.getBoolean(place++);
        Object base = SqlType.JSON.read(row, place++);
        StoredItem stored =
                new StoredItem(
                        item,
                        base(base),
                        version == null ? null : new Version(version),
                        lastChangedAt == null ? null : Instant.ofEpochMilli(lastChangedAt),
                        deleted ? Presence.TOMBSTONE : Presence.LIVE,
                        pending);
        return new Row(stored, new Places(row.getLong(place++), row.getLong(place)));
    }

    @SuppressWarnings("unchecked")
    private @Nullable Item base(@Nullable Object decoded) {
        return decoded == null
                ? null
                : storedJson.item(model, (Map<String, @Nullable Object>) decoded);
    }

    private static @Nullable Object number(@Nullable Version version) {
        return version == null ? null : version.number();
    }

    private static @Nullable Object milliseconds(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    private static @Nullable Object fields(@Nullable Item item) {
        return item == null ? null : item.fields();
    }
}
