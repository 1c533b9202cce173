package dev.outrigger.sync.edit;

import dev.outrigger.model.FieldProblem;
import dev.outrigger.model.Item;
import dev.outrigger.model.ItemReader;
import dev.outrigger.model.ItemReading;
import dev.outrigger.model.MergePatch;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Schema;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Applies JSON Merge Patches to items, and checks the items that come of it.
final class Patches {
    private final Schema schema;
    private final ItemReader reader;

    Patches(Schema schema) {
        this.schema = schema;
        this.reader = new ItemReader(schema);
    }

    PatchedItem apply(Item current, Map<String, @Nullable Object> patch) {
        Map<String, @Nullable Object> fields = unreferred(current, patch);
        return read(current, patch, MergePatch.apply(fields, patch));
    }

    /// The item with these fields in the place of its own.
    PatchedItem replace(Item current, Map<String, @Nullable Object> given) {
        Map<String, @Nullable Object> fields = unreferred(current, given);
        fields.putAll(given);
        return read(current, given, fields);
    }

    private PatchedItem read(
            Item current,
            Map<String, @Nullable Object> patch,
            Map<String, @Nullable Object> patched) {
        Model model = schema.required(current.model());
        return switch (reader.read(model, patched)) {
            case ItemReading.Invalid(List<FieldProblem> problems) ->
                    new PatchedItem.Refused(new Refusal.ItemInvalid(model.name(), problems));
            case ItemReading.Complete(Item item) -> checked(model, current, item, patch);
        };
    }

    private static PatchedItem checked(
            Model model, Item current, Item item, Map<String, @Nullable Object> patch) {
        if (!item.key().equals(current.key())) {
            String part =
                    model.key().fields().stream().filter(patch::containsKey).findFirst().orElse("");
            return invalid(
                    model, new FieldProblem("/" + part, "is part of the key and cannot change"));
        }
        Optional<FieldProblem> readOnly =
                ReadOnlyFields.problem(model, item, patch.keySet(), current);
        return readOnly.isPresent() ? invalid(model, readOnly.get()) : new PatchedItem.Valid(item);
    }

    /// The item's fields. A relation that the patch names replaces its foreign key.
    private Map<String, @Nullable Object> unreferred(
            Item current, Map<String, @Nullable Object> patch) {
        Model model = schema.required(current.model());
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(current.fields());
        for (Relation parent : model.parents()) {
            if (patch.containsKey(parent.name())) {
                parent.localFields().forEach(fields::remove);
            }
        }
        return fields;
    }

    private static PatchedItem invalid(Model model, FieldProblem problem) {
        return new PatchedItem.Refused(new Refusal.ItemInvalid(model.name(), List.of(problem)));
    }
}
