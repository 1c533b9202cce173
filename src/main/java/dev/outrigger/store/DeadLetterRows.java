package dev.outrigger.store;

import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;
import dev.outrigger.model.Item;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.model.Version;
import dev.outrigger.postgres.Pipeline;
import dev.outrigger.postgres.SqlType;
import dev.outrigger.postgres.StoredJson;
import dev.outrigger.sync.BackendError;
import dev.outrigger.sync.DeadLetter;
import dev.outrigger.sync.LetterEdit;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.RefusalPolicy;
import dev.outrigger.sync.Rejection;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Turns rows of dead letters into letters and back: the columns of a mutation, and then those of
/// its refusal.
final class DeadLetterRows {
    private static final String COLUMNS =
            "cause, errors, policy, item, theirs, version, refused_at";
    private static final List<SqlType> TYPES =
            List.of(
                    SqlType.TEXT,
                    SqlType.JSON,
                    SqlType.TEXT,
                    SqlType.JSON,
                    SqlType.JSON,
                    SqlType.BIGINT,
                    SqlType.BIGINT);

    private static final Columns<DeadLetter> VALUES =
            OutboxRows.VALUES
                    .in(DeadLetter::mutation)
                    .and(
                            Columns.of(
                                    COLUMNS,
                                    TYPES,
                                    List.of(
                                            each -> each.rejection().cause().name(),
                                            each -> errors(each.rejection()),
                                            each -> each.policy().name(),
                                            each -> each.item().fields(),
                                            each ->
                                                    each.theirs() == null
                                                            ? null
                                                            : each.theirs().fields(),
                                            each ->
                                                    each.version() == null
                                                            ? null
                                                            : each.version().number(),
                                            each -> each.refusedAt().toEpochMilli())));

    private final Schema schema;
    private final String table;
    private final OutboxRows outboxRows;
    private final StoredJson storedJson;

    DeadLetterRows(ReplicaTables tables) {
        this.schema = tables.schema();
        this.table = tables.own("_dead_letter");
        this.outboxRows = new OutboxRows(tables);
        this.storedJson = new StoredJson(schema);
    }

    String table() {
        return table;
    }

    /// `select … from _dead_letter`, for [#read].
    String select() {
        return "select " + OutboxRows.COLUMNS + ", " + COLUMNS + " from " + table;
    }

    /// Writes what a transaction decided. A letter may come again under the id of one that went.
    void write(Pipeline pipeline, List<LetterEdit> edits) {
        Map<Long, @Nullable DeadLetter> last = new LinkedHashMap<>();
        for (LetterEdit edit : edits) {
            switch (edit) {
                case LetterEdit.Add(DeadLetter letter) -> last.put(letter.id(), letter);
                case LetterEdit.Remove(long id) -> last.put(id, null);
            }
        }
        if (last.isEmpty()) {
            return;
        }
        pipeline.update(
                "delete from " + table + " where id = any(?::bigint[])",
                (statement, first) -> {
                    SqlType.BIGINT.bindAll(statement, first, List.copyOf(last.keySet()));
                    return first + 1;
                });
        List<DeadLetter> added = new ArrayList<>();
        last.values().stream().filter(letter -> letter != null).forEach(added::add);
        VALUES.insert(pipeline, table, added);
    }

    DeadLetter read(ResultSet row) throws SQLException {
        PendingMutation mutation = outboxRows.read(row);
        Model model = schema.required(mutation.key().model());
        int column = OutboxRows.TYPES.size();
        String theirs = row.getString(column + 5);
        long number = row.getLong(column + 6);
        Version version = row.wasNull() ? null : new Version(number);
        return new DeadLetter(
                mutation,
                new Rejection(
                        Rejection.Cause.valueOf(row.getString(column + 1)),
                        errors(row.getString(column + 2))),
                RefusalPolicy.valueOf(row.getString(column + 3)),
                item(model, row.getString(column + 4)),
                theirs == null ? null : item(model, theirs),
                version,
                Instant.ofEpochMilli(row.getLong(column + 7)));
    }

    private Item item(Model model, String text) {
        return storedJson.item(model, Json.readObject(text));
    }

    private static Object errors(Rejection rejection) {
        return rejection.errors().stream()
                .map(error -> List.of(error.errorType(), error.message()))
                .toList();
    }

    private static List<BackendError> errors(String text) {
        List<BackendError> errors = new ArrayList<>();
        try {
            for (Object pair : (List<?>) Json.read(text)) {
                List<?> words = (List<?>) pair;
                errors.add(new BackendError((String) words.getFirst(), (String) words.getLast()));
            }
        } catch (MalformedJson damaged) {
            throw new IllegalStateException("the stored errors of a dead letter", damaged);
        }
        return errors;
    }
}
