package dev.outrigger.api.rest;

import dev.outrigger.api.problem.InputProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.wire.ItemJson;
import dev.outrigger.model.FieldProblem;
import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.ItemReader;
import dev.outrigger.model.ItemReading;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.edit.Refusal;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// An item as a client gave it.
///
/// @param given names of the fields that the client set, explicit nulls included
record ItemInput(Item item, Set<String> given) {
    /// What makes an item of JSON.
    record Readers(JsonStrings strings, ItemReader items) {
        Readers(Schema schema) {
            this(new JsonStrings(schema), new ItemReader(schema));
        }
    }

    /// A new item from a request's body; its id is made here where the model lets it and the client
    /// gives none.
    static ItemInput created(Readers readers, Model model, Map<String, @Nullable Object> body) {
        String id = model.key().fields().getFirst();
        if (generatesKey(model) && body.get(id) == null) {
            body.put(id, UUID.randomUUID().toString());
        }
        return read(readers, model, body);
    }

    /// True when a create may leave the key out.
    static boolean generatesKey(Model model) {
        return switch (model.key().kind()) {
            case MANAGED_ID, OPTIONALLY_MANAGED_ID -> true;
            case CUSTOM -> false;
        };
    }

    /// A whole item from a request's body, for the key that its path names.
    static ItemInput saved(
            Readers readers, Model model, ItemKey key, Map<String, @Nullable Object> body) {
        refuseOtherKey(model, key, body);
        body.putAll(model.keyFields(key));
        return read(readers, model, body);
    }

    /// Refuses a body whose key is not that of the path; it may leave the key out.
    static void refuseOtherKey(Model model, ItemKey key, Map<String, @Nullable Object> body) {
        model.keyFields(key)
                .forEach(
                        (name, value) -> {
                            Object inBody = body.getOrDefault(name, value);
                            if (!same(value, inBody)) {
                                throw RequestRefused.because(
                                        new InputProblem.KeyInvalid(
                                                model.name(),
                                                "/" + name,
                                                name + " differs between the path and the body"));
                            }
                        });
    }

    private static boolean same(Object inPath, @Nullable Object inBody) {
        return inPath instanceof Number number && inBody instanceof Number other
                ? Double.compare(number.doubleValue(), other.doubleValue()) == 0
                : inPath.equals(inBody);
    }

    private static ItemInput read(
            Readers readers, Model model, Map<String, @Nullable Object> body) {
        readers.strings().decode(model, body);
        return switch (readers.items().read(model, body)) {
            case ItemReading.Complete(Item item) -> new ItemInput(item, given(model, body));
            case ItemReading.Invalid(List<FieldProblem> problems) ->
                    throw RequestRefused.because(new Refusal.ItemInvalid(model.name(), problems));
        };
    }

    /// A relation stands for its foreign key.
    private static Set<String> given(Model model, Map<String, @Nullable Object> body) {
        Set<String> given = HashSet.newHashSet(body.size());
        for (String name : body.keySet()) {
            if (!ItemJson.isMetadata(name)) {
                model.relation(name)
                        .map(Relation::localFields)
                        .ifPresentOrElse(given::addAll, () -> given.add(name));
            }
        }
        return given;
    }
}
