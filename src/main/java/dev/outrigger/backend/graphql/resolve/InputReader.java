package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.conflict.Ground;
import dev.outrigger.conflict.MutationRequest;
import dev.outrigger.contract.Metadata;
import dev.outrigger.contract.Mutation;
import dev.outrigger.graphql.argument.GeneratedId;
import dev.outrigger.graphql.execution.ArgumentRefused;
import dev.outrigger.json.DefaultValue;
import dev.outrigger.model.EmbeddedReference;
import dev.outrigger.model.EnumType;
import dev.outrigger.model.Field;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.Schema;
import dev.outrigger.model.ValueReader;
import dev.outrigger.model.ValueReading;
import dev.outrigger.predicate.Predicate;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads a mutation from the `input` that the executor has checked against its type.
final class InputReader {
    private final Schema schema;

    InputReader(Schema schema) {
        this.schema = schema;
    }

    /// @throws ArgumentRefused when a value has the right GraphQL type and cannot be stored
    MutationRequest read(
            Target target, Map<String, ? extends @Nullable Object> input, Predicate condition) {
        Model model = target.model();
        Map<String, Object> key = new LinkedHashMap<>();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (Field field : model.fields()) {
            if (model.isKey(field.name())) {
                key.put(field.name(), keyValue(target, field, input.get(field.name())));
            } else if (target.kind() == Mutation.Kind.CREATE && input.get(field.name()) == null) {
                fields.put(field.name(), filledIn(field));
            } else if (input.containsKey(field.name())) {
                fields.put(field.name(), written(target, field, input.get(field.name())));
            }
        }
        ItemKey itemKey = model.keyOf(key);
        return new MutationRequest(
                new Mutation(itemKey, target.kind(), fields, condition), ground(input));
    }

    /// An `id` gets a value also where it is not the key.
    private static @Nullable Object filledIn(Field field) {
        return GeneratedId.fills(field) ? UUID.randomUUID().toString() : DefaultValue.of(field);
    }

    /// What a mutation is about.
    record Target(Mutation.Kind kind, Model model) {}

    /// Only `_deleted: false` beside the version says that the client brings the item back:
    /// JavaScript's client sends an update that met a tombstone again with the tombstone's version.
    private static Ground ground(Map<String, ? extends @Nullable Object> input) {
        long version =
                input.get(Metadata.VERSION) instanceof Number number ? number.longValue() : 0;
        return switch (input.get(Metadata.DELETED)) {
            case null -> Ground.live(version);
            case Object given when given.equals(Boolean.FALSE) -> Ground.tombstone(version);
            case Object _ ->
                    throw new ArgumentRefused(
                            Metadata.DELETED
                                    + " can only be false, which brings a deleted item back; a"
                                    + " delete is a mutation of its own");
        };
    }

    private Object keyValue(Target target, Field field, @Nullable Object given) {
        boolean generated = target.kind() == Mutation.Kind.CREATE && GeneratedId.fills(field);
        if (given == null && generated) {
            return UUID.randomUUID().toString();
        }
        Object value = given == null ? null : normal(field, given);
        if (value == null || value.equals("")) {
            throw new ArgumentRefused(
                    field.name()
                            + " is part of the key of "
                            + target.model().name()
                            + " and must not be empty");
        }
        return value;
    }

    private @Nullable Object written(Target target, Field field, @Nullable Object given) {
        if (given != null) {
            return normal(field, given);
        }
        if (field.required() && !stamps(target.model()).contains(field.name())) {
            throw new ArgumentRefused(
                    "Variable '"
                            + field.name()
                            + "' has coerced Null value for NonNull type '"
                            + field.type().typeName()
                            + "!'");
        }
        return null;
    }

    private static Set<String> stamps(Model model) {
        return Stream.of(model.timestamps().createdAt(), model.timestamps().updatedAt())
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toSet());
    }

    private Object normal(Field field, Object value) {
        if (field.isList() && value instanceof List<?> elements) {
            List<@Nullable Object> normal = new ArrayList<>(elements.size());
            elements.forEach(
                    element -> normal.add(element == null ? null : single(field, element)));
            return normal;
        }
        return single(field, value);
    }

    private Object single(Field field, Object value) {
        return switch (field.type()) {
            case Scalar scalar -> accepted(field, ValueReader.scalar(scalar, value));
            case EnumType type -> accepted(field, ValueReader.enumValue(type, value));
            case EmbeddedReference reference -> embedded(reference, (Map<?, ?>) value);
        };
    }

    private Map<String, @Nullable Object> embedded(EmbeddedReference reference, Map<?, ?> value) {
        Map<String, @Nullable Object> normal = new LinkedHashMap<>();
        for (Field field : schema.embedded(reference.name()).fields()) {
            if (value.containsKey(field.name())) {
                Object member = value.get(field.name());
                normal.put(field.name(), member == null ? null : normal(field, member));
            }
        }
        return normal;
    }

    private static Object accepted(Field field, ValueReading reading) {
        return switch (reading) {
            case ValueReading.Normal(Object value) -> value;
            case ValueReading.Rejected(String reason) ->
                    throw new ArgumentRefused(field.name() + " " + reason);
        };
    }
}
