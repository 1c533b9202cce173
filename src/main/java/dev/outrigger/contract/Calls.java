package dev.outrigger.contract;

import dev.outrigger.model.Field;
import dev.outrigger.model.FieldType;
import dev.outrigger.model.Model;
import dev.outrigger.model.PrimaryKey;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.Schema;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What may share a document with others: the mutations of one model, and the read of one item.
/// Those that the schema does not have are absent.
public final class Calls {
    private final Optional<Call> get;
    private final Map<Mutation.Kind, Call> mutations = new EnumMap<>(Mutation.Kind.class);

    private Calls(Schema schema, Model model) {
        SelectionSet selection = new SelectionSet(schema);
        String answer = selection.ofMutation(model);
        this.get = RootField.get(model).map(field -> get(field, model, selection.ofItem(model)));
        for (Mutation.Kind kind : Mutation.Kind.values()) {
            RootField.mutation(kind, model)
                    .ifPresent(
                            field ->
                                    mutations.put(
                                            kind, new Call(field, arguments(kind, model), answer)));
        }
    }

    public static Calls of(Schema schema, Model model) {
        return new Calls(schema, model);
    }

    public Optional<Call> get() {
        return get;
    }

    public Optional<Call> mutation(Mutation.Kind kind) {
        return Optional.ofNullable(mutations.get(kind));
    }

    private static List<Call.Argument> arguments(Mutation.Kind kind, Model model) {
        Call.Argument input = new Call.Argument("input", RootField.inputType(kind, model) + "!");
        return switch (kind) {
            // The contract has no condition of a create but "the key is not taken".
            case CREATE -> List.of(input);
            case UPDATE, DELETE ->
                    List.of(
                            input,
                            new Call.Argument(
                                    "condition", "Model" + model.name() + "ConditionInput"));
        };
    }

    private static Call get(String field, Model model, String item) {
        return new Call(
                field,
                model.key().fields().stream()
                        .map(name -> new Call.Argument(name, keyType(model, name) + "!"))
                        .toList(),
                item);
    }

    /// AppSync's `getX` takes an `ID` wherever the schema names no key, also where `id` is a
    /// String.
    private static String keyType(Model model, String name) {
        if (model.key().kind() == PrimaryKey.Kind.MANAGED_ID) {
            return Scalar.ID.typeName();
        }
        return model.field(name).map(Field::type).map(FieldType::typeName).orElseThrow();
    }
}
