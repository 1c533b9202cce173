package dev.outrigger.graphql.sdl;

import dev.outrigger.model.AuthRule;
import dev.outrigger.model.AuthRule.Grantee;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;

import java.util.ArrayList;
import java.util.List;

/// Filters and conditions of the older transformer, which compare declared fields only. It has no
/// filters of subscriptions.
record FirstGenerationFilters(Schema schema, Model model) {
    List<TypeDefinition> all() {
        List<TypeDefinition> types = new ArrayList<>();
        types.add(comparing(TypeName.filter(model), declared()));
        if (new Offered(schema, Purpose.PRINTED).mutations(model)) {
            types.add(comparing(TypeName.condition(model), conditional()));
        }
        return types;
    }

    private static TypeDefinition comparing(String name, List<Field> fields) {
        return TypeDefinition.input(
                        name, FilterDefinitions.comparisons(fields, TypeName::olderComparison))
                .and(FilterDefinitions.groups(name))
                .and(List.of("not: " + name));
    }

    private List<Field> declared() {
        return model.fields().stream()
                .filter(field -> field.origin() == Field.Origin.DECLARED)
                .toList();
    }

    /// Who an item belongs to is no condition, nor is its key, nor anything called `id`.
    private List<Field> conditional() {
        List<String> ruling = new ArrayList<>();
        for (AuthRule rule : schema.text().protections().getOrDefault(model.name(), List.of())) {
            switch (rule.grantee()) {
                case Grantee.Owner(var field, _) -> ruling.add(field);
                case Grantee.DynamicGroups(var field, _) -> ruling.add(field);
                case Grantee.StaticGroups _ -> ruling.add("groups");
                case Grantee.Public _, Grantee.Private _, Grantee.Custom _ -> {}
            }
        }
        return declared().stream()
                .filter(field -> !model.isKey(field.name()))
                .filter(field -> !field.name().equals("id"))
                .filter(field -> !ruling.contains(field.name()))
                .toList();
    }
}
