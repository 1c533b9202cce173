package dev.outrigger.store;

import dev.outrigger.sync.evolution.EarlierMutation;
import dev.outrigger.sync.evolution.MutationFate;
import dev.outrigger.sync.evolution.OutboxSuccession;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Says every pending mutation anew after the schema has changed.
final class OutboxUpgrade {
    /// Bounds memory.
    private static final int MUTATIONS_AT_ONCE = 2_000;

    private final Connection connection;
    private final ReplicaTables tables;
    private final OutboxSuccession succession;
    private final Stranding stranding;
    private final Map<String, Long> leftOut = new LinkedHashMap<>();
    private final Map<String, Long> waiting = new LinkedHashMap<>();
    private final Map<String, Long> ended = new LinkedHashMap<>();
    private long kept;

    OutboxUpgrade(
            Connection connection,
            ReplicaTables tables,
            OutboxSuccession succession,
            Stranding stranding) {
        this.connection = connection;
        this.tables = tables;
        this.succession = succession;
        this.stranding = stranding;
    }

    UpgradeReport.Mutations run() throws SQLException {
        long last = 0;
        for (List<EarlierMutation> page = page(last); !page.isEmpty(); page = page(last)) {
            for (EarlierMutation earlier : page) {
                write(earlier);
            }
            last = page.getLast().id();
        }
        new BereftItems(connection, tables).settle(succession.bereft());
        return new UpgradeReport.Mutations(kept, leftOut, waiting, ended);
    }

    private void write(EarlierMutation earlier) throws SQLException {
        switch (succession.next(earlier)) {
            case MutationFate.Stays stays -> {
                count(stays);
                rewrite(earlier, stays);
            }
            case MutationFate.Stranded(String reason) -> {
                ended.merge(reason, 1L, Long::sum);
                stranding.strand("_outbox", earlier.id(), reason);
            }
        }
    }

    private void count(MutationFate.Stays stays) {
        if (stays.waits()) {
            waiting.merge(stays.held(), 1L, Long::sum);
            return;
        }
        kept++;
        String model = stays.mutation().key().model();
        stays.leftOut().forEach(field -> leftOut.merge(model + "." + field, 1L, Long::sum));
    }

    private void rewrite(EarlierMutation earlier, MutationFate.Stays stays) throws SQLException {
        String anew =
                stays.stops(earlier.standing()) ? ", attempts = 0, last_attempt_at = null" : "";
        String text =
                "update %s set key = ?, fields = ?::json, related = ?::json, base = ?::json,"
                        + " standing = ?, last_error = coalesce(?, last_error)"
                        + anew
                        + " where id = ?";
        try (PreparedStatement statement =
                connection.prepareStatement(text.formatted(tables.own("_outbox")))) {
            int parameter = OutboxRows.bind(statement, 1, stays);
            statement.setString(parameter++, stays.standing().name());
            statement.setString(parameter++, stays.held());
            statement.setLong(parameter, earlier.id());
            statement.executeUpdate();
        }
    }

    private List<EarlierMutation> page(long afterId) throws SQLException {
        List<EarlierMutation> found = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "select %s from %s where id > ? order by id limit %d"
                                .formatted(
                                        EarlierMutations.COLUMNS,
                                        tables.own("_outbox"),
                                        MUTATIONS_AT_ONCE))) {
            statement.setLong(1, afterId);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(EarlierMutations.read(rows));
                }
            }
        }
        return found;
    }
}
