package dev.outrigger.backend.table;

import dev.outrigger.conflict.VersionedItem;
import dev.outrigger.contract.Mutation;
import dev.outrigger.json.Json;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.model.Version;
import dev.outrigger.postgres.Pipeline;
import dev.outrigger.postgres.PredicateSql;
import dev.outrigger.postgres.RowSource;
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
import java.util.Optional;
import java.util.function.Function;

/// The table that remembers every version of every item for a while.
final class DeltaTable {
    private static final String COLUMNS =
            "seq, model, key, version, changed_at, deleted, kind, item";

    private static final RowSource SOURCE =
            new RowSource(
                    List.of(
                            SqlType.BIGINT,
                            SqlType.TEXT,
                            SqlType.TEXT,
                            SqlType.BIGINT,
                            SqlType.BIGINT,
                            SqlType.BOOLEAN,
                            SqlType.TEXT,
                            SqlType.JSONB));

    private final String insert;
    private final String select;
    private final String selectAfter;
    private final String selectNewest;
    private final String insertBeginning;
    private final String selectForgotten;
    private final String channel;
    private final Schema schema;
    private final StoredJson storedJson;

    /// A position in the delta of one model: everything up to here was read.
    record Position(long changedAt, long seq) {}

    /// One remembered version.
    record Row(Position position, VersionedItem item) {}

    /// One remembered version of whichever model, as it was written.
    ///
    /// @param write empty when this process does not know the model: another schema is in use too
    record Logged(long seq, Optional<Committed> write) {}

    DeltaTable(SharedNames names, Schema schema) {
        String name = names.qualified("_delta");
        this.schema = schema;
        // One notification for a group, since each costs the commit a lock that all databases
        // share.
        this.insert =
                ("with appended as (insert into %s (%s)%s returning seq)"
                                + " select pg_notify(?, max(seq)::text) from appended")
                        .formatted(name, COLUMNS, SOURCE.ofArrays());
        this.selectAfter =
                """
                select seq, changed_at, version, deleted, item, model, kind from %s
                 where seq > ? order by seq limit ?\
                """
                        .formatted(name);
        this.selectNewest = "select seq from " + name + " order by seq desc limit 1";
        this.insertBeginning =
                """
                insert into %s (model, forgotten_before)
                values (?, floor(extract(epoch from clock_timestamp()) * 1000)::bigint)
                    on conflict do nothing\
                """
                        .formatted(names.qualified("_retention"));
        this.selectForgotten =
                "select forgotten_before from "
                        + names.qualified("_retention")
                        + " where model = ?";
        this.channel = names.channel();
        this.select =
                "select seq, changed_at, version, deleted, item from "
                        + name
                        + " d where model = ? and (changed_at, seq) > (?, ?) and changed_at <= ?"
                        + " and %s order by changed_at, seq limit ?";
        this.storedJson = new StoredJson(schema);
    }

    /// Remembers the writes under the numbers from `firstSeq` on, and tells those who listen for
    /// it, once the transaction has committed. The numbers are given, not generated: they follow
    /// from the lock, and without gaps.
    void append(Pipeline pipeline, long firstSeq, List<Committed> writes) {
        pipeline.update(insert, (statement, first) -> bind(statement, first, firstSeq, writes));
    }

    private int bind(PreparedStatement statement, int first, long firstSeq, List<Committed> writes)
            throws SQLException {
        List<Long> numbers = new ArrayList<>(writes.size());
        for (int place = 0; place < writes.size(); place++) {
            numbers.add(firstSeq + place);
        }
        List<VersionedItem> items = writes.stream().map(Committed::item).toList();
        SqlType.BIGINT.bindAll(statement, first, numbers);
        SqlType.TEXT.bindAll(statement, first + 1, each(items, item -> item.key().model()));
        SqlType.TEXT.bindAll(statement, first + 2, each(items, item -> item.key().text()));
        SqlType.BIGINT.bindAll(statement, first + 3, each(items, item -> item.version().number()));
        SqlType.BIGINT.bindAll(
                statement, first + 4, each(items, item -> item.lastChangedAt().toEpochMilli()));
        SqlType.BOOLEAN.bindAll(statement, first + 5, each(items, item -> !item.live()));
        SqlType.TEXT.bindAll(statement, first + 6, each(writes, write -> write.kind().name()));
        SqlType.JSONB.bindAll(statement, first + 7, each(items, item -> item.item().fields()));
        statement.setString(first + 8, channel);
        return first + 9;
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

    /// At most `limit` records with a number after `seq`, in the order of their numbers.
    List<Logged> after(Connection connection, long seq, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(selectAfter)) {
            statement.setLong(1, seq);
            statement.setInt(2, limit);
            List<Logged> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Optional<Model> model = schema.model(rows.getString(6));
                    var kind = Mutation.Kind.valueOf(rows.getString(7));
                    found.add(
                            new Logged(
                                    rows.getLong(1),
                                    model.isEmpty()
                                            ? Optional.empty()
                                            : Optional.of(
                                                    new Committed(
                                                            kind, row(model.get(), rows).item()))));
                }
            }
            return found;
        }
    }

    /// Notes that nothing is known of what was written before now, if the model is new here. A
    /// device may have synced with the backend that this one replaces: its last sync is recent
    /// then, and yet no record here tells what was written between the two.
    void begin(Connection connection, Model model) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(insertBeginning)) {
            statement.setString(1, model.name());
            statement.executeUpdate();
        }
    }

    /// From when on the records of a model are complete, in milliseconds.
    long forgottenBefore(Connection connection, Model model) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(selectForgotten)) {
            statement.setString(1, model.name());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /// The number of the newest record; 0 when there is none.
    long newest(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(selectNewest);
                ResultSet row = statement.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
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
