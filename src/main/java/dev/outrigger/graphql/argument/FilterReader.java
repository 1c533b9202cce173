package dev.outrigger.graphql.argument;

import dev.outrigger.contract.Metadata;
import dev.outrigger.graphql.execution.ArgumentRefused;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.Schema;
import dev.outrigger.model.Shape;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.predicate.PredicateReader;
import dev.outrigger.predicate.PredicateReading;
import dev.outrigger.predicate.Relations;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads filters and conditions. On this side of the wire they may test the metadata too, so the
/// predicates are those of a model that has the metadata as fields.
public final class FilterReader {
    private static final List<String> GROUPS = List.of("and", "or", "not");

    private final PredicateReader reader;
    private final Map<String, Model> extended = new LinkedHashMap<>();

    public FilterReader(Schema schema) {
        schema.models().forEach(model -> extended.put(model.name(), extended(model)));
        this.reader =
                new PredicateReader(
                        new Schema(
                                List.copyOf(extended.values()),
                                schema.enums(),
                                schema.embeddedTypes(),
                                schema.hash()));
    }

    /// The predicate of an argument; all items when there is none.
    ///
    /// @throws ArgumentRefused when the schema's types allow more than a predicate can say
    public Predicate read(Model model, String argument, @Nullable Object filter) {
        PredicateReading reading =
                reader.read(
                        extended.getOrDefault(model.name(), model),
                        withoutNulls(filter),
                        Relations.REFUSED);
        return switch (reading) {
            case PredicateReading.Valid(Predicate predicate) -> predicate;
            case PredicateReading.Invalid(String path, String reason) ->
                    throw new ArgumentRefused(
                            "The argument "
                                    + argument
                                    + " is not valid at "
                                    + path
                                    + ": "
                                    + reason);
        };
    }

    private static Model extended(Model model) {
        List<Field> fields = new ArrayList<>(model.fields());
        fields.add(metadata(Metadata.VERSION, Scalar.INT));
        fields.add(metadata(Metadata.DELETED, Scalar.BOOLEAN));
        fields.add(metadata(Metadata.LAST_CHANGED_AT, Scalar.AWS_TIMESTAMP));
        return new Model(
                model.name(),
                model.plural(),
                fields,
                model.key(),
                model.indexes(),
                model.relations(),
                model.timestamps(),
                model.rules());
    }

    private static Field metadata(String name, Scalar type) {
        return new Field(
                name, type, new Shape.Single(false), Field.Origin.TIMESTAMP, null, List.of());
    }

    /// A field or group that is null counts as absent; the operand of an operator stays, since null
    /// is a value to compare with.
    private static @Nullable Object withoutNulls(@Nullable Object filter) {
        return switch (filter) {
            case Map<?, ?> members -> {
                Map<String, @Nullable Object> kept = new LinkedHashMap<>();
                members.forEach(
                        (name, member) -> {
                            if (member != null) {
                                boolean group = GROUPS.contains(name);
                                Object value = group ? withoutNulls(member) : member;
                                kept.put(String.valueOf(name), value);
                            }
                        });
                yield kept;
            }
            case List<?> parts -> parts.stream().map(FilterReader::withoutNulls).toList();
            case null -> null;
            case Object other -> other;
        };
    }
}
