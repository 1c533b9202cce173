package dev.outrigger.store;

import dev.outrigger.contract.Mutation;
import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.evolution.ModelChange;
import dev.outrigger.sync.evolution.MutationTranslation;
import dev.outrigger.sync.evolution.TranslatedMutation;
import dev.outrigger.sync.evolution.WrittenMutation;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the mutations that an earlier schema wrote into the outbox, and says each in this schema.
final class EarlierMutations {
    static final String COLUMNS = "id, model, key, kind, fields, condition, related";

    private final Schema schema;
    private final Map<String, ModelChange> changes;
    private final Map<String, Map<String, ItemKey>> moved;
    private final MutationTranslation translation;

    /// @param changes what became of each model of the earlier schema
    /// @param moved by model that has another table now, the keys that are in it, by earlier key
    EarlierMutations(
            Schema schema,
            Map<String, ModelChange> changes,
            Map<String, Map<String, ItemKey>> moved,
            MutationTranslation translation) {
        this.schema = schema;
        this.changes = changes;
        this.moved = moved;
        this.translation = translation;
    }

    /// @param item model and text of the key, as they were written
    /// @param key in this schema, or null when it has none
    /// @param related pairs of model and key, without those that no longer mean anything
    record Earlier(
            long id,
            String item,
            Mutation.Kind kind,
            @Nullable ItemKey key,
            TranslatedMutation translated,
            List<List<String>> related) {}

    /// Reads a row of [#COLUMNS].
    Earlier read(ResultSet row) throws SQLException {
        String model = row.getString(2);
        Mutation.Kind kind = Mutation.Kind.valueOf(row.getString(4));
        Optional<ItemKey> key = key(model, row.getString(3));
        TranslatedMutation translated =
                key.isEmpty()
                        ? new TranslatedMutation.Unsayable(reason(model))
                        : translation.translate(
                                new WrittenMutation(
                                        key.get(),
                                        kind,
                                        Json.readObject(row.getString(5)),
                                        condition(row.getString(6))));
        return new Earlier(
                row.getLong(1),
                model + "/" + row.getString(3),
                kind,
                key.orElse(null),
                translated,
                related(row.getString(7)));
    }

    private static @Nullable Map<String, @Nullable Object> condition(@Nullable String text) {
        return text == null ? null : Json.readObject(text);
    }

    /// The item's key in this schema; empty when it has none.
    private Optional<ItemKey> key(String model, String text) {
        Map<String, ItemKey> known = moved.get(model);
        if (known != null) {
            return Optional.ofNullable(known.get(text));
        }
        return schema.model(model).map(found -> KeyText.read(found, text));
    }

    private String reason(String model) {
        return switch (changes.get(model)) {
            case ModelChange.Removed _ -> "the schema has no model " + model + " any more";
            case ModelChange.Rekeyed(List<String> reasons) ->
                    "items of "
                            + model
                            + " are known by another key now: "
                            + String.join(", ", reasons);
            case ModelChange.Rebuilt _, ModelChange.Fits _ ->
                    "its item has no place in the schema any more";
            case null -> "the schema has no model " + model;
        };
    }

    /// A parent whose item was moved is waited for only where mutations of it are pending, and no
    /// other parent needs waiting for.
    private List<List<String>> related(String text) {
        List<List<String>> kept = new ArrayList<>();
        for (Object each : pairs(text)) {
            if (each instanceof List<?> pair
                    && pair.get(0) instanceof String model
                    && pair.get(1) instanceof String earlier) {
                key(model, earlier).ifPresent(key -> kept.add(List.of(model, key.text())));
            }
        }
        return kept;
    }

    private static List<?> pairs(String text) {
        try {
            return (List<?>) Json.read(text);
        } catch (MalformedJson damaged) {
            throw new IllegalStateException("the stored parents of a mutation", damaged);
        }
    }
}
