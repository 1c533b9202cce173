package dev.outrigger.sync.evolution;

import dev.outrigger.model.Field;
import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.RefusalPolicy;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/// What becomes of everything that a replica holds when it is opened with another schema. A store
/// asks about each thing that it has, and does what it is told: items first, then the outbox, then
/// the dead letters, because each stands on what became of the one before.
public final class SchemaEvolution {
    private final SchemaShape earlier;
    private final Schema schema;
    private final Map<String, ModelChange> changes;
    private final ItemTranslation items;
    private final MutationTranslation mutations;

    /// @param earlier of the schema that the replica was filled under
    /// @param defaults what `@default` says of a field, or null
    public SchemaEvolution(
            SchemaShape earlier, Schema schema, Function<Field, @Nullable Object> defaults) {
        this.earlier = earlier;
        this.schema = schema;
        this.changes = earlier.changes(SchemaShape.of(schema));
        this.items = new ItemTranslation(schema, defaults);
        this.mutations = new MutationTranslation(schema, defaults);
    }

    /// What becomes of each model of the earlier schema.
    public Map<String, ModelChange> changes() {
        return changes;
    }

    /// Models of which the log and the noted conflicts say what is not so any more. When there is
    /// one, the log begins anew with a later number.
    public List<String> takenAnew() {
        return models(change -> !inPlace(change));
    }

    /// Models that the backend is asked for as a whole, so that their checkpoints go.
    public List<String> pulledAnew() {
        return models(change -> !(change instanceof ModelChange.Fits));
    }

    static boolean inPlace(@Nullable ModelChange change) {
        return change instanceof ModelChange.Fits || change instanceof ModelChange.Grown;
    }

    /// Models whose items in quarantine concern nobody any more, or have a key that is none.
    public List<String> withoutQuarantine() {
        return models(
                change ->
                        change instanceof ModelChange.Removed
                                || change instanceof ModelChange.Rekeyed);
    }

    private List<String> models(Predicate<ModelChange> which) {
        return changes.entrySet().stream()
                .filter(change -> which.test(change.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// For the items of a model that both schemas have.
    public ItemSuccession items(Model model) {
        String name = model.name();
        return new ItemSuccession(model, changes.get(name), earlier.keys().get(name), items);
    }

    /// @param moved what [ItemSuccession#pending] says of each model that does not fit
    public OutboxSuccession outbox(Map<String, Map<String, ItemKey>> moved) {
        return new OutboxSuccession(succession(moved));
    }

    /// The item of a dead letter need not be in the replica, so only those of other keys are looked
    /// up.
    ///
    /// @param moved as for [#outbox]
    public Function<EarlierLetter, LetterFate> letters(Map<String, Map<String, ItemKey>> moved) {
        Map<String, Map<String, ItemKey>> rekeyed = new LinkedHashMap<>(moved);
        rekeyed.keySet().removeIf(name -> !(changes.get(name) instanceof ModelChange.Rekeyed));
        MutationSuccession succession = succession(rekeyed);
        return letter -> {
            LetterFate fate = fate(letter, succession.fate(letter.mutation()));
            return fate instanceof LetterFate.Stranded(String reason, var _)
                            && letter.policy() == RefusalPolicy.KEEP
                    ? new LetterFate.Stranded(
                            reason, succession.key(letter.mutation().item()).orElse(null))
                    : fate;
        };
    }

    private MutationSuccession succession(Map<String, Map<String, ItemKey>> moved) {
        return new MutationSuccession(schema, changes, moved, mutations, items);
    }

    private LetterFate fate(EarlierLetter letter, MutationFate mutation) {
        return switch (mutation) {
            case MutationFate.Stranded(String reason) -> new LetterFate.Stranded(reason, null);
            case MutationFate.Stays stays -> {
                Model model = schema.required(stays.mutation().key().model());
                yield items.item(model, letter.item())
                        .<LetterFate>map(
                                item -> new LetterFate.Stays(stays, item, theirs(model, letter)))
                        .orElseGet(
                                () ->
                                        new LetterFate.Stranded(
                                                "its item has no place in the schema any more",
                                                null));
            }
        };
    }

    private @Nullable Item theirs(Model model, EarlierLetter letter) {
        return letter.theirs() == null ? null : items.item(model, letter.theirs()).orElse(null);
    }
}
