package dev.outrigger.store;

import dev.outrigger.contract.Mutation;
import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.StoredItem.Presence;
import dev.outrigger.sync.evolution.EarlierKey;
import dev.outrigger.sync.evolution.EarlierMutation;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads mutations as an earlier schema wrote them.
final class EarlierMutations {
    static final String COLUMNS =
            "id, model, key, kind, fields, condition, related, base, standing, base_deleted";

    private EarlierMutations() {}

    /// Reads a row of [#COLUMNS].
    static EarlierMutation read(ResultSet row) throws SQLException {
        return new EarlierMutation(
                row.getLong(1),
                new EarlierKey(row.getString(2), row.getString(3)),
                new EarlierMutation.Content(
                        Mutation.Kind.valueOf(row.getString(4)),
                        Json.readObject(row.getString(5)),
                        object(row.getString(6))),
                object(row.getString(8)),
                row.getBoolean(10) ? Presence.TOMBSTONE : Presence.LIVE,
                related(row.getString(7)),
                Standing.valueOf(row.getString(9)));
    }

    static @Nullable Map<String, @Nullable Object> object(@Nullable String text) {
        return text == null ? null : Json.readObject(text);
    }

    private static List<EarlierKey> related(String text) {
        List<EarlierKey> keys = new ArrayList<>();
        for (Object each : pairs(text)) {
            if (each instanceof List<?> pair
                    && pair.get(0) instanceof String model
                    && pair.get(1) instanceof String key) {
                keys.add(new EarlierKey(model, key));
            }
        }
        return keys;
    }

    private static List<?> pairs(String text) {
        try {
            return (List<?>) Json.read(text);
        } catch (MalformedJson damaged) {
            throw new IllegalStateException("the stored parents of a mutation", damaged);
        }
    }
}
