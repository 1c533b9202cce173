package dev.outrigger.store;

import dev.outrigger.model.ItemKey;
import dev.outrigger.model.KeyText;
import dev.outrigger.model.Model;
import dev.outrigger.model.Version;
import dev.outrigger.postgres.Pipeline;
import dev.outrigger.postgres.SqlType;
import dev.outrigger.replica.QuarantinedItem;
import dev.outrigger.sync.UnreadItem;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The rows of items that could not be taken in.
final class QuarantineRows {
    private static final String COLUMNS =
            "model, key, version, json, reason, first_seen_at, last_seen_at, times_seen";
    private static final List<SqlType> TYPES =
            List.of(
                    SqlType.TEXT,
                    SqlType.TEXT,
                    SqlType.BIGINT,
                    SqlType.TEXT,
                    SqlType.TEXT,
                    SqlType.BIGINT,
                    SqlType.BIGINT,
                    SqlType.BIGINT);

    private static final Columns<Sighting> VALUES =
            Columns.of(
                    COLUMNS,
                    TYPES,
                    List.of(
                            each -> each.item().model(),
                            each -> keyText(each.item()),
                            each -> number(each.item().version()),
                            each -> storable(each.item().json()),
                            each -> storable(each.item().reason()),
                            Sighting::millis,
                            Sighting::millis,
                            Sighting::times));

    private static final String NEWER_REPLACING =
            " on conflict (model, identity) do update set key = excluded.key,"
                    + " version = excluded.version, json = excluded.json, reason = excluded.reason,"
                    + " last_seen_at = excluded.last_seen_at,"
                    + " times_seen = kept.times_seen + excluded.times_seen"
                    + " where kept.version is null or excluded.version is null"
                    + " or kept.version <= excluded.version";

    private final ReplicaTables tables;
    private final String table;

    QuarantineRows(ReplicaTables tables) {
        this.tables = tables;
        this.table = tables.own("_quarantine");
    }

    /// @param item as it came last within one transaction
    /// @param times that it came
    private record Sighting(UnreadItem item, Instant at, long times) {
        long millis() {
            return at.toEpochMilli();
        }

        Sighting again(UnreadItem later) {
            return new Sighting(later, at, times + 1);
        }
    }

    /// Keeps these items, and at most `limit` in all.
    void add(Pipeline pipeline, List<UnreadItem> items, Instant now, long limit) {
        if (items.isEmpty()) {
            return;
        }
        // PostgreSQL does not take one row twice in a statement.
        Map<List<String>, Sighting> seen = new LinkedHashMap<>();
        for (UnreadItem item : items) {
            seen.compute(
                    identity(item),
                    (_, before) ->
                            before == null ? new Sighting(item, now, 1) : before.again(item));
        }
        VALUES.insert(pipeline, table + " as kept", List.copyOf(seen.values()), NEWER_REPLACING);
        pipeline.update(
                "delete from %1$s where id in (select id from %1$s order by id desc offset %2$d)"
                        .formatted(table, limit),
                (_, first) -> first);
    }

    /// Lets go what has come in a version that is fine, or in a newer one that is.
    void release(Pipeline pipeline, Map<ItemKey, Version> fine) {
        if (fine.isEmpty()) {
            return;
        }
        List<ItemKey> keys = List.copyOf(fine.keySet());
        pipeline.update(
                "delete from "
                        + table
                        + " as kept using unnest(?::text[], ?::text[], ?::bigint[])"
                        + " as fine (model, key, version) where kept.model = fine.model"
                        + " and kept.identity = md5('k' || fine.key)"
                        + " and (kept.version is null or kept.version <= fine.version)",
                (statement, first) -> {
                    SqlType.TEXT.bindAll(
                            statement, first, keys.stream().map(ItemKey::model).toList());
                    SqlType.TEXT.bindAll(
                            statement, first + 1, keys.stream().map(ItemKey::text).toList());
                    SqlType.BIGINT.bindAll(
                            statement,
                            first + 2,
                            fine.values().stream().map(Version::number).toList());
                    return first + 3;
                });
    }

    List<QuarantinedItem> page(Connection connection, ModelPage page) throws SQLException {
        return page.of(connection, "select id, " + COLUMNS + " from " + table, this::read);
    }

    long count(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("select count(*) from " + table);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    boolean any(Connection connection) throws SQLException {
        return AnyRow.in(connection, table);
    }

    void delete(Connection connection, long id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("delete from " + table + " where id = ?")) {
            statement.setLong(1, id);
            statement.executeUpdate();
        }
    }

    /// Forgets those of models that are gone or have another key.
    void forget(Connection connection, List<String> models) throws SQLException {
        ModelRows.delete(connection, table, models);
    }

    private QuarantinedItem read(ResultSet row) throws SQLException {
        Model model = tables.schema().required(row.getString(2));
        String key = row.getString(3);
        long version = row.getLong(4);
        UnreadItem item =
                new UnreadItem(
                        model.name(),
                        key == null ? null : KeyText.read(model, key),
                        version == 0 ? null : new Version(version),
                        row.getString(5),
                        row.getString(6));
        return new QuarantinedItem(
                row.getLong(1),
                item,
                Instant.ofEpochMilli(row.getLong(7)),
                Instant.ofEpochMilli(row.getLong(8)),
                row.getLong(9));
    }

    private static List<String> identity(UnreadItem item) {
        ItemKey key = item.key();
        return key == null
                ? List.of(item.model(), "json", storable(item.json()))
                : List.of(item.model(), "key", key.text());
    }

    private static @Nullable String keyText(UnreadItem item) {
        ItemKey key = item.key();
        return key == null ? null : key.text();
    }

    private static @Nullable Long number(@Nullable Version version) {
        return version == null ? null : version.number();
    }

    /// Half a character or a zero in it may be why the item is here, and PostgreSQL takes neither.
    private static String storable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
                .replace("\0", "");
    }
}
