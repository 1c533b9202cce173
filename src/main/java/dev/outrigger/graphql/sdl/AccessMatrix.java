package dev.outrigger.graphql.sdl;

import dev.outrigger.model.AuthRole;
import dev.outrigger.model.AuthRule;
import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.AuthRule.Provider;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Which role may do what with which field of a model, as Amplify counts it up to decide where its
/// directives stand. A field with rules of its own forgets those of the model.
final class AccessMatrix {
    private final Map<AuthRole, Map<String, Set<Action>>> allowed = new LinkedHashMap<>();
    private final Set<String> fields = new LinkedHashSet<>();

    private AccessMatrix() {}

    static AccessMatrix of(Model model) {
        AccessMatrix matrix = new AccessMatrix();
        model.fields().stream()
                .filter(
                        field ->
                                field.origin() == Field.Origin.DECLARED
                                        || field.origin() == Field.Origin.JOIN_KEY)
                .forEach(field -> matrix.fields.add(field.name()));
        model.relations().forEach(relation -> matrix.fields.add(relation.name()));
        model.rules().forEach(matrix::addForModel);
        for (Field field : model.fields()) {
            matrix.addForField(field.name(), field.rules());
        }
        for (Relation relation : model.relations()) {
            matrix.addForField(relation.name(), relation.rules());
        }
        return matrix;
    }

    /// True when nothing is said about anybody.
    boolean isEmpty() {
        return allowed.isEmpty();
    }

    Set<AuthRole> roles() {
        return allowed.keySet();
    }

    /// Those who may do it with some field.
    Set<AuthRole> allowed(Action action) {
        return allowed.keySet().stream()
                .filter(role -> fields.stream().anyMatch(field -> isAllowed(role, field, action)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /// Those who may do it with every field.
    Set<AuthRole> allowedWhole(Action action) {
        return allowed.keySet().stream()
                .filter(role -> fields.stream().allMatch(field -> isAllowed(role, field, action)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    static Set<Provider> providers(Set<AuthRole> roles) {
        return roles.stream()
                .map(AuthRole::provider)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private boolean isAllowed(AuthRole role, String field, Action action) {
        return allowed.get(role).getOrDefault(field, Set.of()).contains(action);
    }

    private void addForModel(AuthRule rule) {
        for (AuthRole role : AuthRole.of(rule)) {
            Map<String, Set<Action>> ofRole =
                    allowed.computeIfAbsent(role, _ -> new LinkedHashMap<>());
            fields.forEach(
                    field ->
                            ofRole.computeIfAbsent(field, _ -> EnumSet.noneOf(Action.class))
                                    .addAll(rule.actions()));
        }
    }

    private void addForField(String field, List<AuthRule> rules) {
        if (rules.isEmpty()) {
            return;
        }
        allowed.values().forEach(ofRole -> ofRole.remove(field));
        for (AuthRule rule : rules) {
            for (AuthRole role : AuthRole.of(rule)) {
                allowed.computeIfAbsent(role, _ -> new LinkedHashMap<>())
                        .computeIfAbsent(field, _ -> EnumSet.noneOf(Action.class))
                        .addAll(rule.actions());
            }
        }
    }
}
