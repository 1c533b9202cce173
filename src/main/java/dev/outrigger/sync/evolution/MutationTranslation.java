package dev.outrigger.sync.evolution;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.Field;
import dev.outrigger.model.ItemReader;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.model.ValueReading;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.predicate.PredicateReader;
import dev.outrigger.predicate.PredicateReading;
import dev.outrigger.predicate.Relations;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Says a pending mutation in another schema.
///
/// A field that is gone is left out, because no backend could store it; a value that its field
/// cannot hold any more ends the mutation, because nobody but its client knows what it should be.
public final class MutationTranslation {
    private final Schema schema;
    private final ItemReader reader;
    private final PredicateReader predicates;
    private final Function<Field, @Nullable Object> defaults;

    /// @param defaults what `@default` says of a field, or null
    public MutationTranslation(Schema schema, Function<Field, @Nullable Object> defaults) {
        this.schema = schema;
        this.reader = new ItemReader(schema);
        this.predicates = new PredicateReader(schema);
        this.defaults = defaults;
    }

    private record Reading(
            Map<String, @Nullable Object> fields, List<String> leftOut, List<String> problems) {}

    public TranslatedMutation translate(WrittenMutation written) {
        Model model = schema.required(written.key().model());
        Reading reading = read(model, written);
        if (!reading.problems().isEmpty()) {
            return new TranslatedMutation.Unsayable(String.join("; ", reading.problems()));
        }
        return switch (condition(model, written)) {
            case PredicateReading.Invalid(String path, String reason) ->
                    new TranslatedMutation.Unsayable(
                            "its condition does not fit the schema at " + path + ": " + reason);
            case PredicateReading.Valid(Predicate condition) ->
                    translated(model, written, reading, condition);
        };
    }

    private TranslatedMutation translated(
            Model model, WrittenMutation written, Reading reading, Predicate condition) {
        Mutation mutation =
                new Mutation(written.key(), written.kind(), reading.fields(), condition);
        return switch (written.kind()) {
            case CREATE -> completed(model, mutation, reading.leftOut());
            case UPDATE ->
                    // What only brings an item back has no field to lose.
                    reading.fields().isEmpty() && !reading.leftOut().isEmpty()
                            ? new TranslatedMutation.Unsayable(
                                    "it wrote only fields that the schema has no more: "
                                            + String.join(", ", reading.leftOut()))
                            : new TranslatedMutation.Sendable(mutation, reading.leftOut());
            case DELETE -> new TranslatedMutation.Sendable(mutation, List.of());
        };
    }

    private Reading read(Model model, WrittenMutation written) {
        Reading reading = new Reading(new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
        written.fields()
                .forEach(
                        (name, value) ->
                                model.field(name)
                                        .ifPresentOrElse(
                                                field -> read(model, field, value, reading),
                                                () -> reading.leftOut().add(name)));
        return reading;
    }

    private void read(Model model, Field field, @Nullable Object value, Reading into) {
        if (value != null) {
            switch (reader.value(field, value)) {
                case ValueReading.Normal(Object normal) -> into.fields().put(field.name(), normal);
                case ValueReading.Rejected _ ->
                        into.problems()
                                .add(
                                        "the value of "
                                                + field.name()
                                                + " is none of the field's type, which is "
                                                + field.type().typeName()
                                                + " now");
            }
            return;
        }
        Object given = required(model, field) ? defaults.apply(field) : null;
        if (given == null && required(model, field)) {
            into.problems().add(field.name() + " is required now, and it sets it to null");
        } else {
            into.fields().put(field.name(), given);
        }
    }

    /// A create with every field that the schema asks for.
    private TranslatedMutation completed(Model model, Mutation create, List<String> leftOut) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(create.fields());
        List<String> missing = new ArrayList<>();
        for (Field field : model.fields()) {
            if (required(model, field)
                    && !model.isKey(field.name())
                    && fields.get(field.name()) == null) {
                Object given = defaults.apply(field);
                if (given == null) {
                    missing.add(field.name());
                } else {
                    fields.put(field.name(), given);
                }
            }
        }
        Mutation whole = create.withFields(fields);
        return missing.isEmpty()
                ? new TranslatedMutation.Sendable(whole, leftOut)
                : new TranslatedMutation.Incomplete(
                        whole,
                        "the schema requires "
                                + String.join(", ", missing)
                                + " now: save the item again with a value");
    }

    private static boolean required(Model model, Field field) {
        return field.required() && !ItemReader.mayBeLeftOut(model, field);
    }

    private PredicateReading condition(Model model, WrittenMutation written) {
        return written.condition() == null
                ? new PredicateReading.Valid(new Predicate.All())
                : predicates.read(model, written.condition(), Relations.REFUSED);
    }
}
