package dev.outrigger.sync.evolution;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.KeyText;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.PendingMutation.Standing;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Says what becomes of each stored mutation by itself.
final class MutationSuccession {
    private final Schema schema;
    private final Map<String, ModelChange> changes;
    private final Map<String, Map<String, ItemKey>> moved;
    private final MutationTranslation mutations;
    private final ItemTranslation items;

    /// @param changes what became of each model of the earlier schema
    /// @param moved by model whose items are looked up, the keys that they have now, by text of the
    ///     earlier key
    MutationSuccession(
            Schema schema,
            Map<String, ModelChange> changes,
            Map<String, Map<String, ItemKey>> moved,
            MutationTranslation mutations,
            ItemTranslation items) {
        this.schema = schema;
        this.changes = changes;
        this.moved = moved;
        this.mutations = mutations;
        this.items = items;
    }

    MutationFate fate(EarlierMutation earlier) {
        Optional<ItemKey> key = key(earlier.item());
        return key.isEmpty()
                ? new MutationFate.Stranded(withoutPlace(earlier.item().model()))
                : fate(earlier, key.get());
    }

    private MutationFate fate(EarlierMutation earlier, ItemKey key) {
        EarlierMutation.Content content = earlier.content();
        WrittenMutation written =
                new WrittenMutation(key, content.kind(), content.fields(), content.condition());
        return switch (mutations.translate(written)) {
            case TranslatedMutation.Sendable(Mutation mutation, List<String> leftOut) ->
                    new MutationFate.Stays(
                            mutation,
                            base(earlier, key),
                            related(earlier),
                            standing(earlier),
                            leftOut,
                            null);
            case TranslatedMutation.Incomplete(Mutation mutation, String reason) ->
                    incomplete(earlier, mutation, reason);
            case TranslatedMutation.Unsayable(String reason) -> new MutationFate.Stranded(reason);
        };
    }

    /// Held, unless the backend may have it already: then it is asked first, and whoever edits or
    /// deletes the item meanwhile does so after this create. Sent again, it would be refused.
    private MutationFate incomplete(EarlierMutation earlier, Mutation create, String reason) {
        return new MutationFate.Stays(
                create,
                base(earlier, create.key()),
                related(earlier),
                earlier.standing().unsent() ? Standing.HELD : standing(earlier),
                List.of(),
                reason);
    }

    /// The item's key in this schema; empty when it has none.
    Optional<ItemKey> key(EarlierKey earlier) {
        Map<String, ItemKey> known = moved.get(earlier.model());
        if (known != null) {
            return Optional.ofNullable(known.get(earlier.text()));
        }
        return schema.model(earlier.model()).map(model -> KeyText.read(model, earlier.text()));
    }

    private String withoutPlace(String model) {
        return switch (changes.get(model)) {
            case ModelChange.Removed _ -> "the schema has no model " + model + " any more";
            case ModelChange.Rekeyed(List<String> reasons) ->
                    "items of "
                            + model
                            + " are known by another key now: "
                            + String.join(", ", reasons);
            case ModelChange.Rebuilt _, ModelChange.Grown _, ModelChange.Fits _ ->
                    "its item has no place in the schema any more";
            case null -> "the schema has no model " + model;
        };
    }

    /// What it was made from; null when it had nothing. Of a delete it is the whole item, which is
    /// translated as the item itself is: a later undelete takes the difference between the two for
    /// what its client wrote.
    @Nullable Map<String, @Nullable Object> base(EarlierMutation earlier, ItemKey key) {
        Map<String, @Nullable Object> base = earlier.base();
        if (base == null) {
            return null;
        }
        var model = schema.required(key.model());
        return switch (earlier.content().kind()) {
            case DELETE -> items.withoutKey(model, base);
            case CREATE, UPDATE -> items.some(model, base);
        };
    }

    /// A parent whose item was moved is waited for only where mutations of it are pending, and no
    /// other parent needs waiting for.
    private Set<ItemKey> related(EarlierMutation earlier) {
        Set<ItemKey> kept = new HashSet<>();
        earlier.related().forEach(parent -> key(parent).ifPresent(kept::add));
        return kept;
    }

    /// The conflict that somebody was to decide about is forgotten with what was known of the
    /// model: the mutation meets the backend's item once more.
    private Standing standing(EarlierMutation earlier) {
        return earlier.standing() == Standing.DISPUTED
                        && !SchemaEvolution.inPlace(changes.get(earlier.item().model()))
                ? Standing.CONTESTED
                : earlier.standing();
    }
}
