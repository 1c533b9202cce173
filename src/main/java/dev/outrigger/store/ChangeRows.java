package dev.outrigger.store;

import dev.outrigger.json.Json;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.postgres.Pipeline;
import dev.outrigger.postgres.SqlType;
import dev.outrigger.postgres.StoredJson;
import dev.outrigger.replica.LoggedChange;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.ItemChange.Kind;
import dev.outrigger.sync.Origin;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.StoredItem.Presence;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// Turns the rows of the change log into changes and back.
final class ChangeRows {
    private static final String COLUMNS = "seq, model, key, kind, origin, before, after, at";
    private static final List<SqlType> TYPES =
            List.of(
                    SqlType.BIGINT,
                    SqlType.TEXT,
                    SqlType.TEXT,
                    SqlType.TEXT,
                    SqlType.TEXT,
                    SqlType.JSON,
                    SqlType.JSON,
                    SqlType.BIGINT);

    private static final Columns<LoggedChange> VALUES =
            Columns.<LoggedChange>of(
                            COLUMNS,
                            TYPES,
                            List.of(
                                    LoggedChange::seq,
                                    each -> each.change().key().model(),
                                    each -> each.change().key().text(),
                                    each -> each.change().kind().name(),
                                    each -> each.change().origin().name(),
                                    each -> written(each.change().before()),
                                    each -> written(each.change().after()),
                                    each -> each.at().toEpochMilli()))
                    .same("model", "kind", "origin", "at")
                    .absent("before");

    private final Schema schema;
    private final String table;
    private final StoredItemJson items;

    ChangeRows(ReplicaTables tables) {
        this.schema = tables.schema();
        this.table = tables.own("_change");
        this.items = new StoredItemJson(new StoredJson(schema));
    }

    /// `select … from _change`, for [#read].
    String select() {
        return "select " + COLUMNS + " from " + table;
    }

    void insert(Pipeline pipeline, List<LoggedChange> changes) {
        VALUES.insert(pipeline, table, changes);
    }

    /// Adds many changes.
    void copy(Connection connection, List<LoggedChange> changes) throws SQLException {
        VALUES.copy(connection, table, changes);
    }

    LoggedChange read(ResultSet row) throws SQLException {
        Model model = schema.required(row.getString(2));
        Kind kind = Kind.valueOf(row.getString(4));
        String before = row.getString(6);
        Presence after = kind == Kind.DELETE ? Presence.TOMBSTONE : Presence.LIVE;
        ItemChange change =
                new ItemChange(
                        kind,
                        Origin.valueOf(row.getString(5)),
                        before == null ? null : item(model, before, Presence.LIVE),
                        item(model, row.getString(7), after));
        return new LoggedChange(row.getLong(1), change, Instant.ofEpochMilli(row.getLong(8)));
    }

    private StoredItem item(Model model, String text, Presence presence) {
        return items.read(model, Json.readObject(text), presence);
    }

    private static @Nullable Object written(@Nullable StoredItem stored) {
        return stored == null ? null : StoredItemJson.write(stored);
    }
}
