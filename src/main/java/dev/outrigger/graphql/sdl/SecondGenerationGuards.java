package dev.outrigger.graphql.sdl;

import dev.outrigger.contract.Mutation;
import dev.outrigger.contract.RootField;
import dev.outrigger.model.AuthRule;
import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.AuthRule.Grantee;
import dev.outrigger.model.AuthRule.Provider;
import dev.outrigger.model.CustomOperation;
import dev.outrigger.model.EmbeddedReference;
import dev.outrigger.model.EmbeddedType;
import dev.outrigger.model.Field;
import dev.outrigger.model.Index;
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

/// Puts AppSync's directives for several ways in where Amplify's newer transformer puts them.
final class SecondGenerationGuards {
    private final Schema schema;
    private final ModeDirectives modes;
    private final Guards guards = new Guards();
    private final Map<String, Set<String>> ofInner = new HashMap<>();

    SecondGenerationGuards(Schema schema, Provider standard) {
        this.schema = schema;
        this.modes = new ModeDirectives(standard);
    }

    Guards all() {
        for (Model model : schema.models()) {
            AccessMatrix matrix = AccessMatrix.of(model);
            if (!matrix.isEmpty()) {
                guard(model, matrix);
            }
        }
        schema.embeddedTypes().forEach(this::guardFields);
        schema.text().operations().forEach(this::guard);
        return guards;
    }

    private void guard(Model model, AccessMatrix matrix) {
        Set<Provider> providers = AccessMatrix.providers(matrix.roles());
        guards.addToType(model.name(), modes.of(providers));
        String page = TypeName.connection(model);
        Root query = new Root("Query", page);
        guard(new Root("Query", model.name()), model.operations().get(), of(matrix, Action.GET));
        guard(query, model.operations().list(), of(matrix, Action.LIST));
        guard(query, model.operations().sync(), of(matrix, Action.SYNC));
        for (Index index : model.indexes()) {
            guard(query, index.queryField(), of(matrix, Action.LIST));
            guard(query, index.queryField(), of(matrix, Action.GET));
        }
        for (Mutation.Kind kind : Mutation.Kind.values()) {
            guard(
                    new Root("Mutation", model.name()),
                    RootField.mutation(kind, model).orElse(null),
                    changing(matrix, kind));
            if (model.operations().subscriptions().level() == OperationNames.Level.ON) {
                for (String name : RootField.subscriptions(kind, model)) {
                    guard(new Root("Subscription", model.name()), name, of(matrix, Action.LISTEN));
                }
            }
        }
        guardEmbedded(model.fields(), providers);
        // A page of another model counts as one of the types inside this one.
        model.relations().stream()
                .filter(relation -> relation.kind() == Relation.Kind.HAS_MANY)
                .map(relation -> TypeName.connection(schema.required(relation.target())))
                .forEach(type -> guardInner(type, List.of(), providers));
    }

    private record Root(String type, String answer) {}

    private void guard(Root root, @Nullable String field, Set<String> directives) {
        if (field != null) {
            guards.addToField(root.type(), field, directives);
            guards.addToType(root.answer(), directives);
        }
    }

    private Set<String> of(AccessMatrix matrix, Action action) {
        return modes.of(AccessMatrix.providers(matrix.allowed(action)));
    }

    private Set<String> changing(AccessMatrix matrix, Mutation.Kind kind) {
        return switch (kind) {
            case CREATE -> of(matrix, Action.CREATE);
            case UPDATE -> of(matrix, Action.UPDATE);
            case DELETE -> modes.of(AccessMatrix.providers(matrix.allowedWhole(Action.DELETE)));
        };
    }

    /// An embedded type is for all who may see some model with a field of it.
    private void guardEmbedded(List<Field> fields, Set<Provider> providers) {
        for (Field field : fields) {
            if (field.type() instanceof EmbeddedReference(var name)) {
                guardInner(name, schema.embedded(name).fields(), providers);
            }
        }
    }

    private void guardInner(String type, List<Field> fields, Set<Provider> providers) {
        Set<String> known = ofInner.get(type);
        Set<String> directives =
                new LinkedHashSet<>(
                        known == null ? modes.of(providers) : modes.ofShared(providers));
        if (known != null) {
            directives.removeAll(known);
        }
        ofInner.computeIfAbsent(type, _ -> new LinkedHashSet<>()).addAll(directives);
        if (known == null || !directives.isEmpty()) {
            guards.addToType(type, directives);
            guardEmbedded(fields, providers);
        }
    }

    private void guardFields(EmbeddedType type) {
        for (Field field : type.fields()) {
            guards.addToField(type.name(), field.name(), modes.of(fixed(field.rules())));
        }
    }

    private void guard(CustomOperation operation) {
        guards.addToField(
                operation.root().typeName(), operation.name(), modes.of(fixed(operation.rules())));
    }

    /// Without an item there is nobody whom it names.
    private static Set<Provider> fixed(List<AuthRule> rules) {
        Set<Provider> providers = new LinkedHashSet<>();
        for (AuthRule rule : rules) {
            switch (rule.grantee()) {
                case Grantee.Owner _, Grantee.DynamicGroups _ -> {}
                case Grantee.Public _,
                        Grantee.Private _,
                        Grantee.StaticGroups _,
                        Grantee.Custom _ ->
                        providers.add(rule.provider().mode());
            }
        }
        return providers;
    }
}
