package dev.outrigger.graphql.sdl;

import dev.outrigger.contract.Metadata;
import dev.outrigger.model.EnumType;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.PrimaryKey;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.Schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The types of filters, conditions and subscription filters.
final class FilterDefinitions {
    private final Schema schema;
    private final Offered offered;

    FilterDefinitions(Schema schema, Offered offered) {
        this.schema = schema;
        this.offered = offered;
    }

    List<TypeDefinition> all() {
        List<TypeDefinition> types = new ArrayList<>();
        comparedEnums(false).forEach(type -> types.add(enumInput(type)));
        comparedEnums(true).forEach(type -> types.add(enumListInput(type)));
        for (Model model : schema.models()) {
            switch (schema.generation()) {
                case FIRST -> types.addAll(new FirstGenerationFilters(schema, model).all());
                case SECOND -> addAll(model, types);
            }
        }
        return types;
    }

    private void addAll(Model model, List<TypeDefinition> types) {
        switch (offered.pages(model)) {
            case WHOLE -> types.add(filter(model));
            case OF_INDEX ->
                    types.add(
                            declaredFilter(model, TypeName::comparison)
                                    .and(comparisons(foreignKeys(model), TypeName::comparison)));
            case OF_RELATION ->
                    types.add(
                            declaredFilter(model, TypeName::comparisonOfOne)
                                    .and(List.of(Metadata.DELETED + ": ModelBooleanInput")));
            case NONE -> {}
        }
        if (offered.mutations(model)) {
            types.add(condition(model));
        }
        if (offered.subscriptions(model)) {
            types.add(subscriptionFilter(model));
        }
    }

    private static List<Field> foreignKeys(Model model) {
        return model.fields().stream()
                .filter(field -> field.origin() == Field.Origin.IMPLICIT_FOREIGN_KEY)
                .toList();
    }

    private static TypeDefinition declaredFilter(
            Model model, Function<Field, Optional<String>> type) {
        String name = TypeName.filter(model);
        List<Field> declared =
                model.fields().stream()
                        .filter(field -> field.origin() == Field.Origin.DECLARED)
                        .toList();
        return TypeDefinition.input(name, comparisons(declared, type))
                .and(groups(name))
                .and(List.of("not: " + name));
    }

    private List<EnumType> comparedEnums(boolean asLists) {
        return schema.models().stream()
                .flatMap(model -> model.fields().stream())
                .filter(field -> isComparedAsList(field) == asLists)
                .map(Field::type)
                .filter(EnumType.class::isInstance)
                .map(EnumType.class::cast)
                .distinct()
                .toList();
    }

    private boolean isComparedAsList(Field field) {
        return switch (schema.generation()) {
            case FIRST -> field.isList();
            case SECOND -> TypeName.isComparedAsList(field);
        };
    }

    private static TypeDefinition enumInput(EnumType type) {
        return TypeDefinition.input(
                "Model" + type.name() + "Input",
                List.of("eq: " + type.name(), "ne: " + type.name()));
    }

    private static TypeDefinition enumListInput(EnumType type) {
        return TypeDefinition.input(
                "Model" + type.name() + "ListInput",
                List.of(
                        "eq: [" + type.name() + "]",
                        "ne: [" + type.name() + "]",
                        "contains: " + type.name(),
                        "notContains: " + type.name()));
    }

    private static TypeDefinition filter(Model model) {
        String name = TypeName.filter(model);
        return TypeDefinition.input(name, comparisons(model.fields(), TypeName::comparison))
                .and(strayId(model, "ModelIDInput"))
                .and(groups(name))
                .and(List.of("not: " + name, Metadata.DELETED + ": ModelBooleanInput"));
    }

    private static TypeDefinition condition(Model model) {
        String name = TypeName.condition(model);
        // The key is not compared, but Amplify adds the owners once more.
        List<String> owners = Owners.of(model);
        List<Field> compared =
                model.fields().stream()
                        .filter(field -> !isKey(model, field) || owners.contains(field.name()))
                        .toList();
        return TypeDefinition.input(name, comparisons(compared, TypeName::comparison))
                .and(groups(name))
                .and(List.of("not: " + name, Metadata.DELETED + ": ModelBooleanInput"));
    }

    /// Without an explicit key Amplify takes `id` for part of it only where it is an ID.
    private static boolean isKey(Model model, Field field) {
        boolean named = model.key().kind() != PrimaryKey.Kind.MANAGED_ID;
        // Nor does it find the condition of a model whose name begins in lower case.
        boolean found = named && model.name().equals(Text.capitalised(model.name()));
        return model.isKey(field.name())
                && (found || field.name().equals("id") && (named || field.type() == Scalar.ID));
    }

    private TypeDefinition subscriptionFilter(Model model) {
        String name = TypeName.subscriptionFilter(model);
        List<Field> implied = impliedByParents(model);
        List<String> owners = Owners.of(model);
        List<String> ruling = Owners.andGroupsOf(model);
        List<Field> own =
                model.fields().stream()
                        .filter(field -> !implied.contains(field))
                        .filter(field -> !ruling.contains(field.name()))
                        .toList();
        return TypeDefinition.input(name, comparisons(own, TypeName::subscriptionComparison))
                .and(owners.stream().map(owner -> owner + ": ModelStringInput").toList())
                .and(strayId(model, "ModelSubscriptionIDInput"))
                .and(groups(name))
                .and(List.of(Metadata.DELETED + ": ModelBooleanInput"))
                .and(comparisons(childrenForeignKeys(model), TypeName::subscriptionComparison));
    }

    /// Amplify puts the foreign key that a has-many relation implies into the subscription filter
    /// of the parent, where nothing can match it, and leaves it out of the child's. Clients that
    /// were generated from Amplify's schema expect what Amplify prints.
    private List<Field> childrenForeignKeys(Model parent) {
        List<Field> foreignKeys = new ArrayList<>();
        for (Relation relation : parent.relations()) {
            if (relation.kind() == Relation.Kind.HAS_MANY) {
                Model child = schema.required(relation.target());
                foreignKeys.addAll(impliedFields(child, relation));
            }
        }
        return foreignKeys;
    }

    private List<Field> impliedByParents(Model child) {
        return schema.models().stream()
                .flatMap(model -> model.relations().stream())
                .filter(relation -> relation.kind() == Relation.Kind.HAS_MANY)
                .filter(relation -> relation.target().equals(child.name()))
                .flatMap(relation -> impliedFields(child, relation).stream())
                .toList();
    }

    private static List<Field> impliedFields(Model child, Relation relation) {
        return relation.targetFields().stream()
                .map(name -> child.field(name).orElseThrow())
                .filter(field -> field.origin() == Field.Origin.IMPLICIT_FOREIGN_KEY)
                .toList();
    }

    /// Another quirk: a model whose key is not `id` can still be filtered by `id`.
    private static List<String> strayId(Model model, String type) {
        boolean custom = model.key().kind() == PrimaryKey.Kind.CUSTOM;
        return custom && model.field("id").isEmpty() ? List.of("id: " + type) : List.of();
    }

    static List<String> groups(String name) {
        return List.of("and: [" + name + "]", "or: [" + name + "]");
    }

    static List<String> comparisons(List<Field> fields, Function<Field, Optional<String>> type) {
        return fields.stream()
                .flatMap(
                        field -> type.apply(field).map(name -> field.name() + ": " + name).stream())
                .toList();
    }
}
