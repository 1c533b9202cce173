package dev.outrigger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// Where the change log begins after a clear: its numbers go on, though nothing of it is left to
/// tell them from.
final class ChangeLogStart {
    private final String settings;

    ChangeLogStart(ReplicaTables tables) {
        this.settings = tables.own("_setting");
    }

    /// An expression: the seq of the latest clear, or 0 when there was none.
    String seq() {
        return "coalesce((select (value ->> 'clearedSeq')::bigint from %s where name = 'log'), 0)"
                .formatted(settings);
    }

    void store(Connection connection, long seq) throws SQLException {
        String text =
                ("insert into %s (name, value) values ('log', json_build_object('clearedSeq', ?))"
                                + " on conflict (name) do update set value = excluded.value")
                        .formatted(settings);
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            statement.setLong(1, seq);
            statement.executeUpdate();
        }
    }
}
