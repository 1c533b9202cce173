package dev.outrigger.graphql.sdl;

import dev.outrigger.model.EmbeddedReference;
import dev.outrigger.model.EnumType;
import dev.outrigger.model.Field;
import dev.outrigger.model.FieldType;
import dev.outrigger.model.Model;
import dev.outrigger.model.PrimaryKey;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.Shape;

import java.util.Optional;

/// Names of generated types.
final class TypeName {
    private TypeName() {}

    static String connection(Model model) {
        return "Model" + Text.capitalised(model.name()) + "Connection";
    }

    static String filter(Model model) {
        return "Model" + Text.capitalised(model.name()) + "FilterInput";
    }

    static String condition(Model model) {
        return "Model" + Text.capitalised(model.name()) + "ConditionInput";
    }

    static String subscriptionFilter(Model model) {
        return "ModelSubscription" + Text.capitalised(model.name()) + "FilterInput";
    }

    /// The type with its list brackets and `!`, as an output field has it.
    static String output(Field field) {
        return shaped(field.type().typeName(), field.shape());
    }

    /// The same as the type of an input, where an embedded type has a twin of its own.
    static String input(Field field) {
        return shaped(inputElement(field.type()), field.shape());
    }

    /// As [#input(Field)], but the field may be left out.
    static String optionalInput(Field field) {
        String text = input(field);
        return text.endsWith("!") ? text.substring(0, text.length() - 1) : text;
    }

    /// The type of a key's field where an item is named by it. Without an explicit key Amplify
    /// takes `id` for an ID, whatever its type.
    static String key(Model model, String field) {
        return model.key().kind() == PrimaryKey.Kind.MANAGED_ID
                ? Scalar.ID.typeName()
                : model.field(field).orElseThrow().type().typeName();
    }

    static String embeddedInput(String embedded) {
        return Text.capitalised(embedded) + "Input";
    }

    /// What a filter or condition compares the field with; empty for embedded values, which cannot
    /// be compared.
    static Optional<String> comparison(Field field) {
        return switch (field.type()) {
            case EmbeddedReference _ -> Optional.empty();
            case EnumType type when isComparedAsList(field) ->
                    Optional.of("Model" + type.name() + "ListInput");
            case EnumType type -> Optional.of("Model" + type.name() + "Input");
            case Scalar scalar -> Optional.of("Model" + family(scalar) + "Input");
        };
    }

    /// As [#comparison], where every list of enum values is compared as one.
    static Optional<String> olderComparison(Field field) {
        return field.type() instanceof EnumType type && field.isList()
                ? Optional.of("Model" + type.name() + "ListInput")
                : comparison(field);
    }

    /// A list that is required itself does not count as one to Amplify's newer transformer.
    static boolean isComparedAsList(Field field) {
        return field.isList() && !field.shape().required();
    }

    /// As [#comparison], but a list is compared as one value, which is so in filters that Amplify
    /// makes for a relation.
    static Optional<String> comparisonOfOne(Field field) {
        return field.type() instanceof EnumType type
                ? Optional.of("Model" + type.name() + "Input")
                : comparison(field);
    }

    /// The same in a subscription's filter, where enums are strings.
    static Optional<String> subscriptionComparison(Field field) {
        return switch (field.type()) {
            case EmbeddedReference _ -> Optional.empty();
            case EnumType _ -> Optional.of("ModelSubscriptionStringInput");
            case Scalar scalar -> Optional.of("ModelSubscription" + family(scalar) + "Input");
        };
    }

    /// What a sort key is compared with.
    static String keyCondition(Field field) {
        return "Model" + keyFamily(field) + "KeyConditionInput";
    }

    /// `String`, `ID`, `Int`, `Float`: the operand of a sort key's condition.
    static String keyFamily(Field field) {
        return switch (field.type()) {
            case Scalar scalar -> family(scalar);
            case EnumType _, EmbeddedReference _ -> "String";
        };
    }

    private static String family(Scalar scalar) {
        return switch (scalar) {
            case ID -> "ID";
            case INT, AWS_TIMESTAMP -> "Int";
            case FLOAT -> "Float";
            case BOOLEAN -> "Boolean";
            case STRING, AWS_DATE, AWS_TIME, AWS_DATE_TIME, AWS_EMAIL -> "String";
            case AWS_JSON, AWS_URL, AWS_PHONE, AWS_IP_ADDRESS -> "String";
        };
    }

    private static String inputElement(FieldType type) {
        return switch (type) {
            case EmbeddedReference reference -> embeddedInput(reference.name());
            case EnumType _, Scalar _ -> type.typeName();
        };
    }

    private static String shaped(String element, Shape shape) {
        String bare =
                switch (shape) {
                    case Shape.Single _ -> element;
                    case Shape.ListOf list -> "[" + element + mark(list.elementRequired()) + "]";
                };
        return bare + mark(shape.required());
    }

    private static String mark(boolean required) {
        return required ? "!" : "";
    }
}
