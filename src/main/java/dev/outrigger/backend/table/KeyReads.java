package dev.outrigger.backend.table;

import dev.outrigger.contract.KeyDigest;
import dev.outrigger.model.Model;
import dev.outrigger.postgres.KeyHashSql;
import dev.outrigger.postgres.PredicateSql;
import dev.outrigger.postgres.SqlFragment;
import dev.outrigger.postgres.SqlType;
import dev.outrigger.predicate.Predicate;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads which live items a model has, as [KeyDigest] says, by one pass over its table.
final class KeyReads {
    private static final String DIGEST =
            """
            select k.hash & ?, count(*), bit_xor(k.hash) from (%s) k group by 1\
            """;
    private static final String KEYS =
            """
            select k.key from (%s) k where k.hash & ? = any(?) order by 1 limit ?\
            """;

    private static final String ESTIMATE =
            "select reltuples::bigint from pg_class where oid = to_regclass(?)";

    private final Tables tables;

    KeyReads(Tables tables) {
        this.tables = tables;
    }

    /// Some buckets of a digest.
    ///
    /// @param buckets how many there are together
    /// @param limit keys that are read at most
    record Wanted(int buckets, List<Integer> numbers, int limit) {}

    OptionalLong estimate(Connection connection, Model model) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ESTIMATE)) {
            statement.setString(1, tables.base().get(model.name()).table().qualifiedName());
            try (ResultSet row = statement.executeQuery()) {
                boolean known = row.next() && row.getLong(1) >= 0;
                return known ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    KeySnapshot snapshot(Connection connection, Model model, int buckets, Predicate visible)
            throws SQLException {
        long startedAt = tables.clock().start(connection).startedAt();
        SqlFragment hashed = hashed(model, visible);
        String sql = DIGEST.formatted(hashed.text());
        SortedMap<Integer, KeyDigest.Bucket> filled = new TreeMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, buckets - 1L);
            hashed.bind(statement, 2);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    filled.put(
                            rows.getInt(1), new KeyDigest.Bucket(rows.getLong(2), rows.getLong(3)));
                }
            }
        }
        return new KeySnapshot(Instant.ofEpochMilli(startedAt), new KeyDigest(buckets, filled));
    }

    /// The keys in these buckets, as [KeyDigest#text].
    List<String> keys(Connection connection, Model model, Wanted wanted, Predicate visible)
            throws SQLException {
        SqlFragment hashed = hashed(model, visible);
        String sql = KEYS.formatted(hashed.text());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int next = hashed.bind(statement, 1);
            statement.setLong(next, wanted.buckets() - 1L);
            SqlType.BIGINT.bindAll(
                    statement,
                    next + 1,
                    wanted.numbers().stream().map(Integer::longValue).toList());
            statement.setInt(next + 2, wanted.limit());
            List<String> keys = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    keys.add(rows.getString(1));
                }
            }
            return keys;
        }
    }

    private SqlFragment hashed(Model model, Predicate visible) {
        SqlFragment condition = PredicateSql.ofColumns().write(model, "t", visible);
        BaseTable table = tables.of(model);
        String text =
                """
                select t.key, %s as hash
                  from (select %s as key from %s t where not t._deleted and %s) t\
                """
                        .formatted(
                                KeyHashSql.hash("t.key"),
                                KeyHashSql.text(table.table().keyColumns(), "t"),
                                table.table().qualifiedName(),
                                condition.text());
        return new SqlFragment(text, condition.parameters());
    }
}
