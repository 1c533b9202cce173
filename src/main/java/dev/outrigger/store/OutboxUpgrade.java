package dev.outrigger.store;

import dev.outrigger.contract.Mutation;
import dev.outrigger.json.Json;
import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.evolution.TranslatedMutation;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Says every pending mutation anew after the schema has changed.
final class OutboxUpgrade {
    /// Bounds memory.
    private static final int MUTATIONS_AT_ONCE = 2_000;

    private final Connection connection;
    private final ReplicaTables tables;
    private final EarlierMutations mutations;
    private final Stranding stranding;

    /// Earlier items whose create cannot be said, with its id: nothing that builds on it can.
    private final Map<String, Long> unfounded = new HashMap<>();

    private final Set<ItemKey> bereft = new LinkedHashSet<>();
    private final Map<String, Long> leftOut = new LinkedHashMap<>();
    private final Map<String, Long> waiting = new LinkedHashMap<>();
    private final Map<String, Long> ended = new LinkedHashMap<>();
    private long kept;

    OutboxUpgrade(
            Connection connection,
            ReplicaTables tables,
            EarlierMutations mutations,
            Stranding stranding) {
        this.connection = connection;
        this.tables = tables;
        this.mutations = mutations;
        this.stranding = stranding;
    }

    UpgradeReport.Mutations run() throws SQLException {
        long last = 0;
        for (List<EarlierMutations.Earlier> page = page(last); !page.isEmpty(); page = page(last)) {
            for (EarlierMutations.Earlier earlier : page) {
                write(earlier);
            }
            last = page.getLast().id();
        }
        new BereftItems(connection, tables).settle(bereft);
        return new UpgradeReport.Mutations(kept, leftOut, waiting, ended);
    }

    private void write(EarlierMutations.Earlier earlier) throws SQLException {
        Long foundation = unfounded.get(earlier.item());
        TranslatedMutation translated =
                foundation == null
                        ? earlier.translated()
                        : new TranslatedMutation.Unsayable(
                                "it builds on mutation " + foundation + ", which cannot be said");
        switch (translated) {
            case TranslatedMutation.Sendable(Mutation mutation, List<String> without) -> {
                kept++;
                without.forEach(
                        field ->
                                leftOut.merge(mutation.key().model() + "." + field, 1L, Long::sum));
                rewrite(earlier, mutation, null);
            }
            case TranslatedMutation.Incomplete(Mutation mutation, String reason) -> {
                waiting.merge(reason, 1L, Long::sum);
                rewrite(earlier, mutation, reason);
            }
            case TranslatedMutation.Unsayable(String reason) -> {
                ended.merge(reason, 1L, Long::sum);
                strand(earlier, reason);
            }
        }
    }

    private void strand(EarlierMutations.Earlier earlier, String reason) throws SQLException {
        stranding.strand("_outbox", earlier.id(), reason);
        if (earlier.kind() == Mutation.Kind.CREATE) {
            unfounded.put(earlier.item(), earlier.id());
        }
        if (earlier.key() != null) {
            bereft.add(earlier.key());
        }
    }

    private void rewrite(EarlierMutations.Earlier earlier, Mutation mutation, @Nullable String held)
            throws SQLException {
        String text =
                "update %s set key = ?, fields = ?::json, related = ?::json"
                        + (held == null ? "" : ", standing = 'HELD', last_error = ?")
                        + " where id = ?";
        try (PreparedStatement statement =
                connection.prepareStatement(text.formatted(tables.own("_outbox")))) {
            int parameter = 1;
            statement.setString(parameter++, mutation.key().text());
            statement.setString(parameter++, Json.write(mutation.fields()));
            statement.setString(parameter++, Json.write(earlier.related()));
            if (held != null) {
                statement.setString(parameter++, held);
            }
            statement.setLong(parameter, earlier.id());
            statement.executeUpdate();
        }
    }

    private List<EarlierMutations.Earlier> page(long afterId) throws SQLException {
        List<EarlierMutations.Earlier> found = new ArrayList<>();
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
                    found.add(mutations.read(rows));
                }
            }
        }
        return found;
    }
}
