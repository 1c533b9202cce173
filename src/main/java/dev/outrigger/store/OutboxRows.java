package dev.outrigger.store;

import dev.outrigger.contract.Mutation;
import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.KeyText;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.model.Version;
import dev.outrigger.postgres.Pipeline;
import dev.outrigger.postgres.SqlType;
import dev.outrigger.postgres.StoredJson;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.predicate.PredicateFilter;
import dev.outrigger.predicate.PredicateReader;
import dev.outrigger.predicate.PredicateReading;
import dev.outrigger.predicate.Relations;
import dev.outrigger.sync.BaseSnapshot;
import dev.outrigger.sync.DeliveryHistory;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.StoredItem.Presence;
import dev.outrigger.sync.evolution.MutationFate;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Turns the rows of the outbox into mutations and back.
final class OutboxRows {
    static final String COLUMNS =
            "id, model, key, kind, fields, condition, related, saved_at, base_version, base,"
                    + " attempts, last_attempt_at, conflicts, last_error, standing,"
                    + " base_deleted, faults";
    static final List<SqlType> TYPES =
            List.of(
                    SqlType.BIGINT,
                    SqlType.TEXT,
                    SqlType.TEXT,
                    SqlType.TEXT,
                    SqlType.JSON,
                    SqlType.JSON,
                    SqlType.JSON,
                    SqlType.BIGINT,
                    SqlType.BIGINT,
                    SqlType.JSON,
                    SqlType.INTEGER,
                    SqlType.BIGINT,
                    SqlType.INTEGER,
                    SqlType.TEXT,
                    SqlType.TEXT,
                    SqlType.BOOLEAN,
                    SqlType.INTEGER);

    static final Columns<PendingMutation> VALUES =
            Columns.<PendingMutation>of(
                            COLUMNS,
                            TYPES,
                            List.of(
                                    PendingMutation::id,
                                    each -> each.key().model(),
                                    each -> each.key().text(),
                                    each -> each.mutation().kind().name(),
                                    each -> each.mutation().fields(),
                                    each -> condition(each.mutation()),
                                    each -> related(each.related()),
                                    each -> each.savedAt().toEpochMilli(),
                                    each -> baseVersion(each.base()),
                                    each -> each.base() == null ? null : each.base().fields(),
                                    PendingMutation::attempts,
                                    each -> milliseconds(each.history().lastAttemptAt()),
                                    PendingMutation::conflicts,
                                    PendingMutation::lastError,
                                    each -> each.standing().name(),
                                    PendingMutation::undeletes,
                                    PendingMutation::faults))
                    .same(
                            "model",
                            "kind",
                            "related",
                            "saved_at",
                            "attempts",
                            "conflicts",
                            "standing",
                            "base_deleted",
                            "faults")
                    .absent("condition", "base_version", "base", "last_attempt_at", "last_error");

    private static final String REPLACING =
            " on conflict (id) do update set kind = excluded.kind, fields = excluded.fields,"
                    + " condition = excluded.condition, related = excluded.related,"
                    + " base_version = excluded.base_version, base = excluded.base,"
                    + " base_deleted = excluded.base_deleted,"
                    + " attempts = excluded.attempts, last_attempt_at = excluded.last_attempt_at,"
                    + " conflicts = excluded.conflicts, faults = excluded.faults,"
                    + " last_error = excluded.last_error,"
                    + " standing = excluded.standing";

    private final Schema schema;
    private final String table;
    private final StoredJson storedJson;
    private final PredicateReader predicates;

    OutboxRows(ReplicaTables tables) {
        this.schema = tables.schema();
        this.table = tables.own("_outbox");
        this.storedJson = new StoredJson(schema);
        this.predicates = new PredicateReader(schema);
    }

    String table() {
        return table;
    }

    /// `select … from _outbox`, for [#read].
    String select() {
        return "select " + COLUMNS + " from " + table;
    }

    /// By keys, oldest first; bound by [#bindKeys].
    String selectByKeys() {
        return "select o.* from unnest(?::text[], ?::text[]) k(model, key) cross join lateral ("
                + select()
                + " i where i.model = k.model and i.key = k.key offset 0) o order by o.id";
    }

    int bindKeys(PreparedStatement statement, int first, List<ItemKey> keys) throws SQLException {
        SqlType.TEXT.bindAll(statement, first, keys.stream().map(ItemKey::model).toList());
        SqlType.TEXT.bindAll(statement, first + 1, keys.stream().map(ItemKey::text).toList());
        return first + 2;
    }

    void insert(Pipeline pipeline, List<PendingMutation> mutations) {
        VALUES.insert(pipeline, table, mutations);
    }

    /// Replaces mutations with the same id.
    void replace(Pipeline pipeline, List<PendingMutation> mutations) {
        VALUES.insert(pipeline, table, mutations, REPLACING);
    }

    /// Binds key, fields, parents and base of a mutation that is said in another schema.
    static int bind(PreparedStatement statement, int first, MutationFate.Stays stays)
            throws SQLException {
        statement.setString(first, stays.mutation().key().text());
        statement.setString(first + 1, Json.write(stays.mutation().fields()));
        statement.setString(first + 2, Json.write(related(stays.related())));
        statement.setString(first + 3, stays.base() == null ? null : Json.write(stays.base()));
        return first + 4;
    }

    PendingMutation read(ResultSet row) throws SQLException {
        Model model = schema.required(row.getString(2));
        ItemKey key = KeyText.read(model, row.getString(3));
        Map<String, @Nullable Object> fields =
                storedJson.fields(model, Json.readObject(row.getString(5)));
        Mutation mutation =
                new Mutation(
                        key,
                        Mutation.Kind.valueOf(row.getString(4)),
                        fields,
                        condition(model, row.getString(6)));
        return new PendingMutation(
                row.getLong(1),
                mutation,
                related(row.getString(7)),
                Instant.ofEpochMilli(row.getLong(8)),
                base(model, row),
                history(row),
                Standing.valueOf(row.getString(15)));
    }

    private @Nullable BaseSnapshot base(Model model, ResultSet row) throws SQLException {
        String fields = row.getString(10);
        if (fields == null) {
            return null;
        }
        long number = row.getLong(9);
        Version version = row.wasNull() ? null : new Version(number);
        return new BaseSnapshot(
                version,
                storedJson.fields(model, Json.readObject(fields)),
                row.getBoolean(16) ? Presence.TOMBSTONE : Presence.LIVE);
    }

    private static DeliveryHistory history(ResultSet row) throws SQLException {
        int attempts = row.getInt(11);
        long at = row.getLong(12);
        Instant lastAttemptAt = row.wasNull() ? null : Instant.ofEpochMilli(at);
        return new DeliveryHistory(
                attempts, lastAttemptAt, row.getInt(13), row.getInt(17), row.getString(14));
    }

    private static @Nullable Long baseVersion(@Nullable BaseSnapshot base) {
        return base == null || base.version() == null ? null : base.version().number();
    }

    private static @Nullable Long milliseconds(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    private static @Nullable Object condition(Mutation mutation) {
        return mutation.conditional() ? PredicateFilter.of(mutation.condition()) : null;
    }

    private Predicate condition(Model model, @Nullable String text) {
        if (text == null) {
            return new Predicate.All();
        }
        return switch (predicates.read(model, Json.readObject(text), Relations.REFUSED)) {
            case PredicateReading.Valid(Predicate predicate) -> predicate;
            case PredicateReading.Invalid(String path, String reason) ->
                    throw new IllegalStateException(
                            "a stored condition cannot be read at " + path + ": " + reason);
        };
    }

    private static Object related(Set<ItemKey> keys) {
        return keys.stream().map(key -> List.of(key.model(), key.text())).toList();
    }

    private Set<ItemKey> related(String text) {
        Set<ItemKey> keys = new HashSet<>();
        for (List<String> pair : pairs(text)) {
            keys.add(KeyText.read(schema.required(pair.getFirst()), pair.getLast()));
        }
        return keys;
    }

    @SuppressWarnings("unchecked")
    private static List<List<String>> pairs(String text) {
        try {
            return (List<List<String>>) (List<?>) new ArrayList<>((List<?>) Json.read(text));
        } catch (MalformedJson damaged) {
            throw new IllegalStateException("the stored parents of a mutation", damaged);
        }
    }
}
