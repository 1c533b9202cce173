package dev.outrigger.backend.table;

import dev.outrigger.conflict.VersionedItem;
import dev.outrigger.json.Json;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.model.Version;
import dev.outrigger.postgres.PredicateSql;
import dev.outrigger.postgres.SqlFragment;
import dev.outrigger.postgres.SqlType;
import dev.outrigger.postgres.StoredJson;
import dev.outrigger.predicate.Predicate;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The table that remembers every version of every item for a while.
final class DeltaTable {
    private static final String COLUMNS =
            "seq, model, key, version, changed_at, deleted, kind, item";

    private final String insert;
    private final String select;
    private final StoredJson storedJson;

    /// A position in the delta of one model: everything up to here was read.
    record Position(long changedAt, long seq) {}

    /// One remembered version.
    record Row(Position position, VersionedItem item) {}

    DeltaTable(SharedNames names, Schema schema) {
        String name = names.qualified("_delta");
        // The numbers are given, not generated: they follow from the lock, and without gaps.
        this.insert =
                "insert into %s (%s) select * from unnest(%s)".formatted(name, COLUMNS, arrays());
        this.select =
                "select seq, changed_at, version, deleted, item from "
                        + name
                        + " d where model = ? and (changed_at, seq) > (?, ?) and changed_at <= ?"
                        + " and %s order by changed_at, seq limit ?";
        this.storedJson = new StoredJson(schema);
    }

    private static String arrays() {
        return Stream.of(
                        SqlType.BIGINT,
                        SqlType.TEXT,
                        SqlType.TEXT,
                        SqlType.BIGINT,
                        SqlType.BIGINT,
                        SqlType.BOOLEAN,
                        SqlType.TEXT,
                        SqlType.JSONB)
                .map(SqlType::arrayParameter)
                .collect(Collectors.joining(", "));
    }

    /// Remembers the writes under the numbers from `firstSeq` on.
    void append(Connection connection, long firstSeq, List<Committed> writes) throws SQLException {
        List<Long> numbers = new ArrayList<>(writes.size());
        for (int place = 0; place < writes.size(); place++) {
            numbers.add(firstSeq + place);
        }
        List<VersionedItem> items = writes.stream().map(Committed::item).toList();
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            SqlType.BIGINT.bindAll(statement, 1, numbers);
            SqlType.TEXT.bindAll(statement, 2, each(items, item -> item.key().model()));
            SqlType.TEXT.bindAll(statement, 3, each(items, item -> item.key().text()));
            SqlType.BIGINT.bindAll(statement, 4, each(items, item -> item.version().number()));
            SqlType.BIGINT.bindAll(
                    statement, 5, each(items, item -> item.lastChangedAt().toEpochMilli()));
            SqlType.BOOLEAN.bindAll(statement, 6, each(items, item -> !item.live()));
            SqlType.TEXT.bindAll(statement, 7, each(writes, write -> write.kind().name()));
            SqlType.JSONB.bindAll(statement, 8, each(items, item -> item.item().fields()));
            statement.executeUpdate();
        }
    }

    private static <T> List<Object> each(List<T> rows, Function<T, Object> column) {
        return rows.stream().map(column).toList();
    }

    /// At most `limit` versions of the model after a position, and none that is newer than `until`.
    List<Row> read(Connection connection, Model model, Range range) throws SQLException {
        SqlFragment visible = PredicateSql.ofDocuments("item").write(model, "d", range.visible());
        String sql = select.formatted(visible.text());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, model.name());
            statement.setLong(2, range.after().changedAt());
            statement.setLong(3, range.after().seq());
            statement.setLong(4, range.until());
            int next = visible.bind(statement, 5);
            statement.setInt(next, range.limit());
            List<Row> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(row(model, rows));
                }
            }
            return found;
        }
    }

    /// @param until milliseconds of the backend's clock
    /// @param visible versions that do not match are as if they did not exist
    record Range(Position after, long until, int limit, Predicate visible) {}

    private Row row(Model model, ResultSet row) throws SQLException {
        long changedAt = row.getLong(2);
        var item =
                new VersionedItem(
                        storedJson.item(model, Json.readObject(row.getString(5))),
                        new Version(row.getLong(3)),
                        Instant.ofEpochMilli(changedAt),
                        BaseTable.presence(row.getBoolean(4)));
        return new Row(new Position(changedAt, row.getLong(1)), item);
    }
}
