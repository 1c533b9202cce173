package dev.outrigger.postgres;

import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The table of one model: a column per field, then the columns that the table's owner adds.
///
/// Column order is the same in every text and binding of this class: fields in the order of the
/// schema, then the owner's. Nothing but the key is `not null`, because data from elsewhere may be
/// odd and must still be kept.
public final class ModelTable {
    private final Model model;
    private final List<Column> added;
    private final String qualifiedName;
    private final List<Column> columns;
    private final List<Column> keyColumns;
    private final List<List<String>> indexes;
    private final List<List<String>> indexedFields;
    private final StoredJson storedJson;
    private final String onConflict;
    private final String upsertFromArrays;

    /// @param databaseSchema the PostgreSQL schema that the table is in, unquoted
    /// @param added the owner's columns
    public ModelTable(String databaseSchema, Schema schema, Model model, List<Column> added) {
        this.model = model;
        this.added = List.copyOf(added);
        this.qualifiedName =
                SqlName.quoted(databaseSchema) + "." + SqlName.quoted(SqlName.table(model));
        this.columns =
                Stream.concat(model.fields().stream().map(ModelTable::columnOf), added.stream())
                        .toList();
        this.keyColumns =
                model.key().fields().stream()
                        .map(name -> columnOf(model.field(name).orElseThrow()))
                        .toList();
        this.indexes = new TableIndexes(schema, model).fieldLists();
        this.indexedFields =
                Stream.concat(indexes.stream(), Stream.of(model.key().fields())).toList();
        this.storedJson = new StoredJson(schema);
        this.onConflict = " on conflict (%s) do %s".formatted(names(keyColumns), replacing());
        this.upsertFromArrays =
                "insert into %s (%s)".formatted(qualifiedName, columnList())
                        + new RowSource(columns.stream().map(Column::type).toList()).ofArrays()
                        + onConflict;
    }

    public Model model() {
        return model;
    }

    /// Schema and table, quoted.
    public String qualifiedName() {
        return qualifiedName;
    }

    /// Every column: the fields', then the owner's.
    public List<Column> columns() {
        return columns;
    }

    /// The column of a field.
    public static Column columnOf(Field field) {
        return new Column(SqlName.column(field), SqlType.of(field));
    }

    /// The columns of the primary key, in key order.
    public List<Column> keyColumns() {
        return keyColumns;
    }

    /// `create table`, which does nothing when there is one.
    public String createTable() {
        String definitions =
                columns.stream().map(Column::definition).collect(Collectors.joining(", "));
        return "create table if not exists %s (%s, primary key (%s))"
                .formatted(qualifiedName, definitions, names(keyColumns));
    }

    /// `alter table … add column`, which does nothing when the table has it.
    public String addColumn(Column column) {
        return "alter table %s add column if not exists %s"
                .formatted(qualifiedName, column.definition());
    }

    /// `create index` for the schema's indexes and for what relations look up; none that exists is
    /// made again.
    public List<String> createIndexes() {
        return indexes.stream().map(this::createIndex).toList();
    }

    /// The fields whose values an index or the key holds, and which PostgreSQL therefore limits to
    /// about 2,700 bytes together.
    public List<List<String>> indexedFields() {
        return indexedFields;
    }

    private String createIndex(List<String> fields) {
        String name = SqlName.shortened(SqlName.table(model) + "_by_" + String.join("_", fields));
        return "create index if not exists %s on %s (%s)"
                .formatted(
                        SqlName.quoted(name),
                        qualifiedName,
                        fields.stream()
                                .map(field -> SqlName.quoted(SqlName.column(field)))
                                // The sort order of queries, so that an index can answer it.
                                .map(column -> column + " nulls first")
                                .collect(Collectors.joining(", ")));
    }

    /// The column names, for `insert`.
    public String columnList() {
        return names(columns);
    }

    /// The column names of a table alias, for `select`.
    public String columnList(String alias) {
        return columns.stream()
                .map(column -> alias + "." + column.quoted())
                .collect(Collectors.joining(", "));
    }

    /// Writes items in the place of those with the same keys; bound by [#bindFields], however many
    /// there are. A key must not come twice.
    public String upsertFromArrays() {
        return upsertFromArrays;
    }

    /// What ends an `insert` of rows of which the table has some: slower, because PostgreSQL tries
    /// each row twice. A key must not come twice.
    public String onConflict() {
        return onConflict;
    }

    private String replacing() {
        String replaced =
                columns.stream()
                        .filter(column -> !keyColumns.contains(column))
                        .map(column -> column.quoted() + " = excluded." + column.quoted())
                        .collect(Collectors.joining(", "));
        return replaced.isEmpty() ? "nothing" : "update set " + replaced;
    }

    /// Binds one array per field; the owner's columns follow, by [SqlType#bindAll].
    ///
    /// @param first the parameter of the first field's array
    /// @return the parameter after the last field's
    public int bindFields(
            PreparedStatement statement,
            int first,
            List<? extends Map<String, ? extends @Nullable Object>> items)
            throws SQLException {
        int parameter = first;
        for (Field field : model.fields()) {
            List<@Nullable Object> values = new ArrayList<>(items.size());
            for (Map<String, ? extends @Nullable Object> item : items) {
                values.add(item.get(field.name()));
            }
            SqlType.of(field).bindAll(statement, parameter++, values);
        }
        return parameter;
    }

    /// The fields of a row that was selected by [#columnList(String)], in normal form and in the
    /// order of the schema.
    ///
    /// @param first the result column of the first field
    public Map<String, @Nullable Object> readFields(ResultSet row, int first) throws SQLException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        int place = first;
        for (Field field : model.fields()) {
            SqlType type = SqlType.of(field);
            Object value = type.read(row, place++);
            boolean decoded = type == SqlType.JSONB;
            values.put(field.name(), decoded ? storedJson.value(field, value) : value);
        }
        return values;
    }

    /// The result column of the owner's first column, when the first field's is `first`.
    public int firstAdded(int first) {
        return first + columns.size() - added.size();
    }

    private static String names(List<Column> columns) {
        return columns.stream().map(Column::quoted).collect(Collectors.joining(", "));
    }
}
