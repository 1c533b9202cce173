package dev.outrigger.graphql.sdl;

import dev.outrigger.contract.Mutation;
import dev.outrigger.contract.RootField;
import dev.outrigger.model.AuthRule;
import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.AuthRule.Provider;
import dev.outrigger.model.CustomOperation;
import dev.outrigger.model.EmbeddedReference;
import dev.outrigger.model.EmbeddedType;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.OperationNames;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Schema;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Puts AppSync's directives for several ways in where Amplify's older transformer puts them.
final class FirstGenerationGuards {
    private final Schema schema;
    private final ModeDirectives modes;
    private final Guards guards = new Guards();
    private final Map<String, Set<String>> ofEmbedded = new HashMap<>();

    FirstGenerationGuards(Schema schema, Provider standard) {
        this.schema = schema;
        this.modes = new ModeDirectives(standard);
    }

    Guards all() {
        for (Model model : schema.models()) {
            guard(model, rules(model));
            model.fields().forEach(field -> guardField(model, field.name(), field.rules()));
            model.relations()
                    .forEach(relation -> guardField(model, relation.name(), relation.rules()));
        }
        schema.embeddedTypes().forEach(this::guardFields);
        for (CustomOperation operation : schema.text().operations()) {
            guards.addToField(operation.root().typeName(), operation.name(), of(operation.rules()));
        }
        return guards;
    }

    private List<AuthRule> rules(Model model) {
        return schema.text().protections().getOrDefault(model.name(), List.of());
    }

    private void guard(Model model, List<AuthRule> rules) {
        if (rules.isEmpty()) {
            return;
        }
        guards.addToType(model.name(), of(rules));
        guardEmbedded(model.fields(), rules);
        List<AuthRule> readers = naming(rules, Action.SYNC);
        Set<String> reading = of(readers);
        guardQueries(model, of(naming(rules, Action.GET)), of(naming(rules, Action.LIST)));
        String page = TypeName.connection(model);
        Set<String> syncing = beside(naming(rules, Action.LIST), readers, false);
        guard("Query", model.operations().sync(), page, syncing);
        if (model.operations().list() != null) {
            model.indexes().forEach(index -> guard("Query", index.queryField(), page, reading));
        }
        Set<String> listening = beside(naming(rules, Action.GET), readers, false);
        for (Mutation.Kind kind : Mutation.Kind.values()) {
            guardMutation(model, kind, of(naming(rules, action(kind))));
            if (model.operations().subscriptions().level() == OperationNames.Level.ON) {
                RootField.subscriptions(kind, model)
                        .forEach(name -> guards.addToField("Subscription", name, listening));
            }
        }
        guardRelationsTo(model, reading);
    }

    private void guardQueries(Model model, Set<String> get, Set<String> list) {
        guard("Query", model.operations().get(), model.name(), get);
        guard("Query", model.operations().list(), TypeName.connection(model), list);
    }

    private void guardMutation(Model model, Mutation.Kind kind, Set<String> directives) {
        String name = RootField.mutation(kind, model).orElse(null);
        guard("Mutation", name, model.name(), directives);
    }

    private void guardRelationsTo(Model target, Set<String> reading) {
        for (Model model : schema.models()) {
            for (Relation relation : model.relations()) {
                if (relation.target().equals(target.name())) {
                    boolean many = relation.kind() == Relation.Kind.HAS_MANY;
                    String answer = many ? TypeName.connection(target) : target.name();
                    guard(model.name(), relation.name(), answer, reading);
                }
            }
        }
    }

    /// The rules of a field open the operations to those who may use that field.
    private void guardField(Model model, String field, List<AuthRule> rules) {
        if (rules.isEmpty()) {
            return;
        }
        List<AuthRule> ofModel = rules(model);
        guards.addToType(model.name(), beside(ofModel, rules, true));
        List<AuthRule> reading = naming(rules, Action.SYNC);
        if (!of(reading).isEmpty()) {
            guards.addToField(model.name(), field, of(reading));
            guardQueries(
                    model,
                    beside(naming(ofModel, Action.GET), reading, false),
                    beside(naming(ofModel, Action.LIST), reading, false));
        }
        List<AuthRule> creating = naming(rules, Action.CREATE);
        if (!of(creating).isEmpty()) {
            guards.addToField(model.name(), field, of(creating));
            guardMutation(
                    model,
                    Mutation.Kind.CREATE,
                    beside(naming(ofModel, Action.CREATE), creating, false));
        }
        guardMutation(model, Mutation.Kind.UPDATE, of(naming(rules, Action.UPDATE)));
        guardMutation(model, Mutation.Kind.DELETE, of(naming(rules, Action.DELETE)));
    }

    /// The directives of `rules` on something that those of `others` are for too.
    ///
    /// @param open who without others may come
    private Set<String> beside(List<AuthRule> others, List<AuthRule> rules, boolean open) {
        boolean standard = others.isEmpty() ? open : providers(others).contains(modes.standard());
        return standard ? modes.ofShared(providers(rules)) : of(rules);
    }

    private void guardEmbedded(List<Field> fields, List<AuthRule> rules) {
        for (Field field : fields) {
            if (field.type() instanceof EmbeddedReference(var name)) {
                Set<String> known = ofEmbedded.computeIfAbsent(name, _ -> new LinkedHashSet<>());
                Set<String> directives = new LinkedHashSet<>(modes.ofShared(providers(rules)));
                directives.removeAll(known);
                if (!directives.isEmpty()) {
                    known.addAll(directives);
                    guards.addToType(name, directives);
                    guardEmbedded(schema.embedded(name).fields(), rules);
                }
            }
        }
    }

    private void guardFields(EmbeddedType type) {
        for (Field field : type.fields()) {
            if (!field.rules().isEmpty()) {
                guards.addToType(type.name(), modes.ofShared(providers(field.rules())));
                guards.addToField(type.name(), field.name(), of(field.rules()));
            }
        }
    }

    private void guard(String type, @Nullable String field, String answer, Set<String> directives) {
        if (field != null) {
            guards.addToField(type, field, directives);
            guards.addToType(answer, directives);
        }
    }

    private Set<String> of(List<AuthRule> rules) {
        return modes.of(providers(rules));
    }

    private static List<AuthRule> naming(List<AuthRule> rules, Action action) {
        return rules.stream().filter(rule -> rule.actions().contains(action)).toList();
    }

    private static Action action(Mutation.Kind kind) {
        return switch (kind) {
            case CREATE -> Action.CREATE;
            case UPDATE -> Action.UPDATE;
            case DELETE -> Action.DELETE;
        };
    }

    private static Set<Provider> providers(List<AuthRule> rules) {
        return rules.stream()
                .map(rule -> rule.provider().mode())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
