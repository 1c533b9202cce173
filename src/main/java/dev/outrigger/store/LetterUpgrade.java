package dev.outrigger.store;

import dev.outrigger.json.Json;
import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.RefusalPolicy;
import dev.outrigger.sync.evolution.EarlierLetter;
import dev.outrigger.sync.evolution.LetterFate;
import dev.outrigger.sync.reconcile.Below;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Says the dead letters anew after the schema has changed. One that cannot be said is stranded: it
/// could neither be read nor retried.
final class LetterUpgrade {
    private final Connection connection;
    private final ReplicaTables tables;
    private final Function<EarlierLetter, LetterFate> succession;
    private final Stranding stranding;

    LetterUpgrade(
            Connection connection,
            ReplicaTables tables,
            Function<EarlierLetter, LetterFate> succession,
            Stranding stranding) {
        this.connection = connection;
        this.tables = tables;
        this.succession = succession;
        this.stranding = stranding;
    }

    /// Those of held mutations end where the mutation was stranded.
    ///
    /// @return the items that had stayed as written for letters that are gone
    Set<ItemKey> run() throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "delete from %s where id in (select id from %s)"
                                .formatted(tables.own("_dead_letter"), tables.own("_stranded")))) {
            statement.executeUpdate();
        }
        Map<ItemKey, Below> released = new LinkedHashMap<>();
        for (EarlierLetter letter : letters()) {
            long id = letter.mutation().id();
            switch (succession.apply(letter)) {
                case LetterFate.Stays stays -> rewrite(id, stays);
                case LetterFate.Stranded(String reason, ItemKey kept) -> {
                    stranding.strand("_dead_letter", id, reason);
                    if (kept != null) {
                        released.put(kept, new Below());
                    }
                }
            }
        }
        new BereftItems(connection, tables).settle(released);
        return released.keySet();
    }

    /// Their number has a limit.
    private List<EarlierLetter> letters() throws SQLException {
        List<EarlierLetter> found = new ArrayList<>();
        try (PreparedStatement statement =
                        connection.prepareStatement(
                                "select %s, policy, item, theirs from %s order by id"
                                        .formatted(
                                                EarlierMutations.COLUMNS,
                                                tables.own("_dead_letter")));
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.add(
                        new EarlierLetter(
                                EarlierMutations.read(row),
                                RefusalPolicy.valueOf(row.getString("policy")),
                                Json.readObject(row.getString("item")),
                                EarlierMutations.object(row.getString("theirs"))));
            }
        }
        return found;
    }

    private void rewrite(long id, LetterFate.Stays stays) throws SQLException {
        Item theirs = stays.theirs();
        try (PreparedStatement statement =
                connection.prepareStatement(
                        ("update %s set key = ?, fields = ?::json, related = ?::json,"
                                        + " base = ?::json, item = ?::json, theirs = ?::json"
                                        + " where id = ?")
                                .formatted(tables.own("_dead_letter")))) {
            int parameter = OutboxRows.bind(statement, 1, stays.mutation());
            statement.setString(parameter++, Json.write(stays.item().fields()));
            statement.setString(parameter++, theirs == null ? null : Json.write(theirs.fields()));
            statement.setLong(parameter, id);
            statement.executeUpdate();
        }
    }
}
