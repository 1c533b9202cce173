package dev.outrigger.schema;

import dev.outrigger.model.EnumType;
import dev.outrigger.model.Scalar;

import graphql.language.Definition;
import graphql.language.DirectiveDefinition;
import graphql.language.Document;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValueDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.NamedNode;
import graphql.language.ObjectTypeDefinition;
import graphql.language.SDLExtensionDefinition;
import graphql.language.ScalarTypeDefinition;
import graphql.language.SchemaDefinition;
import graphql.language.UnionTypeDefinition;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Sorts the definitions of a document into models, embedded types and enums.
final class TypeCollector {
    private static final Set<String> OPERATIONS = Set.of("Query", "Mutation", "Subscription");

    private final DocumentTypes types;
    private final Map<String, String> storedNames = new HashMap<>();
    private final Findings findings;
    private final DirectiveCheck directives;

    private TypeCollector(Set<String> joins, Findings findings) {
        this.types = DocumentTypes.none(joins);
        this.findings = findings;
        this.directives = new DirectiveCheck(findings);
    }

    /// @param joins the models in it that `@manyToMany` makes
    static DocumentTypes collect(Document document, Set<String> joins, Findings findings) {
        TypeCollector collector = new TypeCollector(joins, findings);
        for (Definition<?> definition : document.getDefinitions()) {
            collector.add(definition);
        }
        return collector.types;
    }

    private void add(Definition<?> definition) {
        switch (definition) {
            case SDLExtensionDefinition _ ->
                    findings.add(
                            definition,
                            "type extensions are not supported: write the fields into the type");
            case ObjectTypeDefinition type when OPERATIONS.contains(type.getName()) ->
                    addRoot(type);
            case ObjectTypeDefinition type when isNewName(type) -> addObject(type);
            case InputObjectTypeDefinition input when GlobalRule.is(input) -> {}
            case InputObjectTypeDefinition input when isNewName(input) ->
                    types.inputs().put(input.getName(), input);
            case EnumTypeDefinition type when isNewName(type) -> addEnum(type);
            case ObjectTypeDefinition _, EnumTypeDefinition _, InputObjectTypeDefinition _ -> {}
            case Definition<?> other -> refuse(other);
        }
    }

    private void refuse(Definition<?> definition) {
        if (definition instanceof NamedNode<?> named) {
            types.refused().add(named.getName());
        }
        findings.add(
                definition,
                switch (definition) {
                    case InterfaceTypeDefinition type ->
                            notSupported("interface " + type.getName());
                    case UnionTypeDefinition type -> notSupported("union " + type.getName());
                    case ScalarTypeDefinition type -> notSupported("scalar " + type.getName());
                    case DirectiveDefinition type ->
                            notSupported("the definition of @" + type.getName());
                    case SchemaDefinition _ -> notSupported("a schema block");
                    case Definition<?> _ ->
                            "found an operation, but a schema holds types and enums only";
                });
    }

    private static String notSupported(String what) {
        return what + " is not supported: a schema holds types and enums only";
    }

    /// A type's name is the name of a table, of operations and of other types, so it must not be
    /// another's.
    private boolean isNewName(NamedNode<?> type) {
        String name = type.getName();
        if (types.has(name)) {
            findings.add(type, "the type " + name + " is defined twice");
            return false;
        }
        if (Scalar.named(name).isPresent()) {
            findings.add(type, name + " is the name of a built-in scalar: rename the type");
            return false;
        }
        if (name.startsWith("_")) {
            findings.add(type, "the type name " + name + " must not start with _: it is reserved");
        }
        return true;
    }

    private void addRoot(ObjectTypeDefinition type) {
        directives.check(type.getDirectives(), plain(type.getName()));
        if (types.roots().putIfAbsent(type.getName(), type) != null) {
            findings.add(type, "the type " + type.getName() + " is defined twice");
        }
    }

    private void addObject(ObjectTypeDefinition type) {
        boolean model = type.hasDirective(KnownDirective.MODEL.word());
        DirectiveCheck.Kind kind =
                model ? DirectiveCheck.Kind.MODEL_TYPE : DirectiveCheck.Kind.PLAIN;
        directives.check(type.getDirectives(), new DirectiveCheck.Carrier(type.getName(), kind));
        if (!type.getImplements().isEmpty()) {
            findings.add(type, type.getName() + " implements an interface, which is not supported");
        }
        if (type.getFieldDefinitions().isEmpty()) {
            findings.add(type, type.getName() + " has no fields: give it at least one");
        }
        if (model) {
            types.models().put(type.getName(), type);
            checkStoredName(type);
        } else {
            types.embedded().put(type.getName(), type);
        }
    }

    private void checkStoredName(ObjectTypeDefinition type) {
        String stored = type.getName().replace("_", "").toLowerCase(Locale.ROOT);
        String other = storedNames.putIfAbsent(stored, type.getName());
        if (other != null) {
            findings.add(
                    type,
                    "the models "
                            + other
                            + " and "
                            + type.getName()
                            + " differ only in case or underscores, so their tables would have"
                            + " the same name: rename one");
        }
    }

    private void addEnum(EnumTypeDefinition type) {
        directives.check(type.getDirectives(), plain(type.getName()));
        Set<String> values = new LinkedHashSet<>();
        for (EnumValueDefinition value : type.getEnumValueDefinitions()) {
            String name = type.getName() + "." + value.getName();
            directives.check(value.getDirectives(), plain(name));
            if (!values.add(value.getName())) {
                findings.add(value, "the enum value " + name + " is defined twice");
            }
        }
        if (values.isEmpty()) {
            findings.add(type, "the enum " + type.getName() + " has no values");
        }
        types.enums().put(type.getName(), new EnumType(type.getName(), values.stream().toList()));
    }

    private static DirectiveCheck.Carrier plain(String name) {
        return new DirectiveCheck.Carrier(name, DirectiveCheck.Kind.PLAIN);
    }
}
