package dev.outrigger.store;

import dev.outrigger.contract.Mutation;
import dev.outrigger.json.Json;
import dev.outrigger.model.Item;
import dev.outrigger.model.Model;
import dev.outrigger.sync.evolution.ItemTranslation;
import dev.outrigger.sync.evolution.TranslatedMutation;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Says the dead letters anew after the schema has changed. One that cannot be said is stranded: it
/// could neither be read nor retried.
final class LetterUpgrade {
    private final Connection connection;
    private final ReplicaTables tables;
    private final EarlierMutations mutations;
    private final Stranding stranding;
    private final ItemTranslation items;

    LetterUpgrade(
            Connection connection,
            ReplicaTables tables,
            EarlierMutations mutations,
            Stranding stranding,
            ItemTranslation items) {
        this.connection = connection;
        this.tables = tables;
        this.mutations = mutations;
        this.stranding = stranding;
        this.items = items;
    }

    private record Letter(
            EarlierMutations.Earlier mutation, String item, @Nullable String theirs) {}

    /// Those of held mutations end where the mutation was stranded.
    void run() throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "delete from %s where id in (select id from %s)"
                                .formatted(tables.own("_dead_letter"), tables.own("_stranded")))) {
            statement.executeUpdate();
        }
        for (Letter letter : letters()) {
            switch (letter.mutation().translated()) {
                case TranslatedMutation.Sendable(Mutation mutation, List<String> _) ->
                        rewrite(letter, mutation);
                case TranslatedMutation.Incomplete(Mutation mutation, String _) ->
                        rewrite(letter, mutation);
                case TranslatedMutation.Unsayable(String reason) ->
                        stranding.strand("_dead_letter", letter.mutation().id(), reason);
            }
        }
    }

    /// Their number has a limit.
    private List<Letter> letters() throws SQLException {
        List<Letter> found = new ArrayList<>();
        try (PreparedStatement statement =
                        connection.prepareStatement(
                                "select %s, item, theirs from %s order by id"
                                        .formatted(
                                                EarlierMutations.COLUMNS,
                                                tables.own("_dead_letter")));
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                found.add(
                        new Letter(
                                mutations.read(row),
                                row.getString("item"),
                                row.getString("theirs")));
            }
        }
        return found;
    }

    private void rewrite(Letter letter, Mutation mutation) throws SQLException {
        Model model = tables.schema().required(mutation.key().model());
        Item item = translated(model, letter.item());
        if (item == null) {
            stranding.strand(
                    "_dead_letter",
                    letter.mutation().id(),
                    "its item has no place in the schema any more");
            return;
        }
        Item theirs = letter.theirs() == null ? null : translated(model, letter.theirs());
        try (PreparedStatement statement =
                connection.prepareStatement(
                        ("update %s set key = ?, fields = ?::json, related = ?::json,"
                                        + " item = ?::json, theirs = ?::json where id = ?")
                                .formatted(tables.own("_dead_letter")))) {
            statement.setString(1, mutation.key().text());
            statement.setString(2, Json.write(mutation.fields()));
            statement.setString(3, Json.write(letter.mutation().related()));
            statement.setString(4, Json.write(item.fields()));
            statement.setString(5, theirs == null ? null : Json.write(theirs.fields()));
            statement.setLong(6, letter.mutation().id());
            statement.executeUpdate();
        }
    }

    private @Nullable Item translated(Model model, String written) {
        Map<String, @Nullable Object> fields = Json.readObject(written);
        return items.item(model, fields).orElse(null);
    }
}
