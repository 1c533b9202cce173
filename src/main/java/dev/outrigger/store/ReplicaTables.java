package dev.outrigger.store;

import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.postgres.Column;
import dev.outrigger.postgres.ModelTable;
import dev.outrigger.postgres.SqlName;
import dev.outrigger.postgres.SqlType;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tables of one replica: its own, and one for each model.
final class ReplicaTables {
    static final Column VERSION = new Column("_version", SqlType.BIGINT);
    static final Column LAST_CHANGED_AT = new Column("_last_changed_at", SqlType.BIGINT);
    static final Column DELETED = new Column("_deleted", SqlType.BOOLEAN);
    static final Column PENDING = new Column("_pending", SqlType.BOOLEAN);
    static final Column BASE = new Column("_base", SqlType.JSON);
    static final Column SEQ = new Column("_seq", SqlType.BIGINT);
    static final Column INSERTION = new Column("_insertion", SqlType.BIGINT);

    /// Beside the fields, in the order in which [ItemRows] binds and reads them.
    static final List<Column> METADATA =
            List.of(VERSION, LAST_CHANGED_AT, DELETED, PENDING, BASE, SEQ, INSERTION);

    static final List<SqlType> METADATA_TYPES = METADATA.stream().map(Column::type).toList();

    private final Schema schema;
    private final String databaseSchema;
    private final Map<String, ItemRows> models = new LinkedHashMap<>();

    ReplicaTables(Schema schema, String databaseSchema) {
        this.schema = schema;
        this.databaseSchema = databaseSchema;
        for (Model model : schema.models()) {
            models.put(
                    model.name(),
                    new ItemRows(schema, new ModelTable(databaseSchema, schema, model, METADATA)));
        }
    }

    Schema schema() {
        return schema;
    }

    /// The PostgreSQL schema of all tables, unquoted.
    String databaseSchema() {
        return databaseSchema;
    }

    /// The rows of a model that is known to exist.
    ItemRows of(String model) {
        return of(schema.required(model));
    }

    ItemRows of(Model model) {
        return Optional.ofNullable(models.get(model.name()))
                .orElseThrow(() -> new IllegalStateException("no model is named " + model.name()));
    }

    ModelTable table(Model model) {
        return of(model).table();
    }

    /// One of our own tables, with its schema, quoted.
    String own(String name) {
        return SqlName.quoted(databaseSchema) + "." + SqlName.quoted(name);
    }

    /// Creates what is missing of the models' tables; what is there stays.
    List<String> createMissing() {
        List<String> statements = new ArrayList<>();
        for (ItemRows rows : models.values()) {
            ModelTable table = rows.table();
            statements.add(table.createTable());
            table.columns().forEach(column -> statements.add(table.addColumn(column)));
            statements.addAll(table.createIndexes());
            statements.add(rows.createInsertionIndex());
        }
        return statements;
    }
}
