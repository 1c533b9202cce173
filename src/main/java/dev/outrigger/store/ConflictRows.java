package dev.outrigger.store;

import dev.outrigger.contract.Mutation;
import dev.outrigger.json.Json;
import dev.outrigger.model.KeyText;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.model.Version;
import dev.outrigger.postgres.Pipeline;
import dev.outrigger.postgres.SqlFragment;
import dev.outrigger.postgres.SqlFragment.Parameter.One;
import dev.outrigger.postgres.SqlType;
import dev.outrigger.postgres.StoredJson;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.StoredItem.Presence;
import dev.outrigger.sync.resolution.RecordedConflict;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Turns the rows of the log of conflicts into conflicts and back.
final class ConflictRows {
    private static final String COLUMNS =
            "id, mutation, model, key, kind, base, local, remote, remote_version,"
                    + " remote_changed_at, remote_deleted, reason, strategy, outcome, result, at,"
                    + " settled_at";
    private static final List<SqlType> TYPES =
            List.of(
                    SqlType.TEXT,
                    SqlType.BIGINT,
                    SqlType.TEXT,
                    SqlType.TEXT,
                    SqlType.TEXT,
                    SqlType.JSON,
                    SqlType.JSON,
                    SqlType.JSON,
                    SqlType.BIGINT,
                    SqlType.BIGINT,
                    SqlType.BOOLEAN,
                    SqlType.TEXT,
                    SqlType.TEXT,
                    SqlType.TEXT,
                    SqlType.JSON,
                    SqlType.BIGINT,
                    SqlType.BIGINT);

    private static final Columns<RecordedConflict> VALUES =
            Columns.of(
                    COLUMNS,
                    TYPES,
                    List.of(
                            RecordedConflict::id,
                            RecordedConflict::mutationId,
                            each -> each.key().model(),
                            each -> each.key().text(),
                            each -> each.kind().name(),
                            each -> each.sides().base(),
                            each -> each.sides().local(),
                            each -> remote(each, remote -> remote.item().fields()),
                            each -> remote(each, remote -> remote.version().number()),
                            each -> remote(each, remote -> remote.lastChangedAt().toEpochMilli()),
                            each -> remote(each, remote -> !remote.live()),
                            RecordedConflict::reason,
                            each -> each.course().strategy(),
                            each -> each.course().outcome().name(),
                            each -> each.course().result(),
                            each -> each.course().at().toEpochMilli(),
                            each -> milliseconds(each.course().settledAt())));

    private static final String CONTINUED =
            " on conflict (id) do update set strategy = excluded.strategy,"
                    + " outcome = excluded.outcome, result = excluded.result,"
                    + " settled_at = excluded.settled_at";

    /// Newest conflicts that are kept; of the older ones only those that somebody has to decide.
    private static final long KEPT = 10_000;

    private final Schema schema;
    private final String table;
    private final StoredJson storedJson;

    ConflictRows(ReplicaTables tables) {
        this.schema = tables.schema();
        this.table = tables.own("_conflict");
        this.storedJson = new StoredJson(schema);
    }

    String table() {
        return table;
    }

    /// `select … from _conflict where …` of the schema's models, for [#read]; the row's position is
    /// the last column. Conflicts of a model that a new schema lacks are nobody's any more.
    String select() {
        return "select "
                + COLUMNS
                + ", position from "
                + table
                + " where model in ("
                + schema.models().stream()
                        .map(model -> "'" + model.name() + "'")
                        .collect(Collectors.joining(", "))
                + ")";
    }

    Optional<RecordedConflict> find(Connection connection, String id) throws SQLException {
        List<RecordedConflict> found = new ArrayList<>();
        Reads.run(
                connection,
                new SqlFragment(select() + " and id = ?", List.of(new One(SqlType.TEXT, id))),
                row -> found.add(read(row)));
        return found.stream().findFirst();
    }

    static long position(ResultSet row) throws SQLException {
        return row.getLong(TYPES.size() + 1);
    }

    /// Notes conflicts; what is noted of one already becomes how it went on. Noted twice in one
    /// transaction, a conflict is what was noted last.
    void write(Pipeline pipeline, List<RecordedConflict> noted) {
        if (noted.isEmpty()) {
            return;
        }
        Map<String, RecordedConflict> byId = new LinkedHashMap<>();
        noted.forEach(conflict -> byId.put(conflict.id(), conflict));
        VALUES.insert(pipeline, table, List.copyOf(byId.values()), CONTINUED);
        pipeline.update(prune(), (_, first) -> first);
    }

    /// Forgets those of models whose items are others now.
    void forget(Connection connection, List<String> models) throws SQLException {
        ModelRows.delete(connection, table, models);
    }

    private String prune() {
        return ("delete from %1$s where settled_at is not null"
                        + " and position <= (select max(position) - %2$d from %1$s)")
                .formatted(table, KEPT);
    }

    RecordedConflict read(ResultSet row) throws SQLException {
        Model model = schema.required(row.getString(3));
        return new RecordedConflict(
                row.getString(1),
                row.getLong(2),
                KeyText.read(model, row.getString(4)),
                Mutation.Kind.valueOf(row.getString(5)),
                new RecordedConflict.Sides(
                        fields(model, row.getString(6)),
                        storedJson.fields(model, Json.readObject(row.getString(7))),
                        remote(model, row)),
                row.getString(12),
                new RecordedConflict.Course(
                        row.getString(13),
                        RecordedConflict.Outcome.valueOf(row.getString(14)),
                        fields(model, row.getString(15)),
                        Instant.ofEpochMilli(row.getLong(16)),
                        settledAt(row)));
    }

    private @Nullable RemoteItem remote(Model model, ResultSet row) throws SQLException {
        String fields = row.getString(8);
        return fields == null
                ? null
                : new RemoteItem(
                        storedJson.item(model, Json.readObject(fields)),
                        new Version(row.getLong(9)),
                        Instant.ofEpochMilli(row.getLong(10)),
                        row.getBoolean(11) ? Presence.TOMBSTONE : Presence.LIVE);
    }

    private @Nullable Map<String, @Nullable Object> fields(Model model, @Nullable String text) {
        return text == null ? null : storedJson.fields(model, Json.readObject(text));
    }

    private static @Nullable Instant settledAt(ResultSet row) throws SQLException {
        long at = row.getLong(17);
        return row.wasNull() ? null : Instant.ofEpochMilli(at);
    }

    private static @Nullable Object remote(
            RecordedConflict conflict, Function<RemoteItem, Object> part) {
        RemoteItem remote = conflict.sides().remote();
        return remote == null ? null : part.apply(remote);
    }

    private static @Nullable Long milliseconds(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
