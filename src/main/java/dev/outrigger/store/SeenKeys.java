package dev.outrigger.store;

import dev.outrigger.contract.KeyDigest;
import dev.outrigger.postgres.SqlType;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.UnreadItem;
import dev.outrigger.sync.pull.PageCheckpoint;
import dev.outrigger.sync.pull.PullKind;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Notes which keys the pages of a repeated base sync have brought, so that memory holds none of
/// them. A key is noted by its hash: two keys with one hash keep an item that could go, which is
/// rare and does no harm.
final class SeenKeys {
    private static final Columns<Map.Entry<String, Long>> VALUES =
            Columns.of(
                    "model, hash",
                    List.of(SqlType.TEXT, SqlType.BIGINT),
                    List.of(Map.Entry::getKey, Map.Entry::getValue));

    private final String table;

    SeenKeys(ReplicaTables tables) {
        this.table = table(tables);
    }

    static String table(ReplicaTables tables) {
        return tables.own("_seen_key");
    }

    /// Notes the keys of a page in its transaction; those of an earlier pull go with the first one.
    /// What cannot be read is still there.
    void note(Connection connection, Operation.Apply apply, PageCheckpoint page)
            throws SQLException {
        String model = apply.model();
        if (page.progress().start().kind() != PullKind.REPEATED_BASE) {
            return;
        }
        if (page.progress().count().pages() == 1) {
            forget(connection, model);
        }
        List<Map.Entry<String, Long>> hashes =
                Stream.concat(
                                apply.items().stream().map(RemoteItem::key),
                                apply.unread().stream()
                                        .map(UnreadItem::key)
                                        .filter(Objects::nonNull))
                        .map(key -> Map.entry(model, KeyDigest.hash(key)))
                        .toList();
        if (!hashes.isEmpty()) {
            VALUES.copy(connection, table, hashes);
        }
    }

    /// The pull of the model has ended.
    void forget(Connection connection, String model) throws SQLException {
        ModelRows.delete(connection, table, List.of(model));
    }
}
