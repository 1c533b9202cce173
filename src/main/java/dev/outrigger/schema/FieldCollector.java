package dev.outrigger.schema;

import dev.outrigger.model.AuthRule;
import dev.outrigger.model.EmbeddedReference;
import dev.outrigger.model.EmbeddedType;
import dev.outrigger.model.Field;
import dev.outrigger.model.FieldType;
import dev.outrigger.model.Generation;
import dev.outrigger.model.NearestName;
import dev.outrigger.model.Scalar;

import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the fields that a type declares.
final class FieldCollector {
    /// Members of a predicate, where a field of the name could not be told from the group.
    private static final Set<String> GROUPS = Set.of("and", "or", "not");

    private final DocumentTypes types;
    private final Findings findings;
    private final DirectiveCheck directives;
    private final DefaultValue defaults;
    private final AuthReader auth;
    private final Generation generation;

    FieldCollector(DocumentTypes types, Generation generation, Findings findings) {
        this.types = types;
        this.findings = findings;
        this.directives = new DirectiveCheck(findings);
        this.defaults = new DefaultValue(findings);
        this.auth = new AuthReader(generation, findings);
        this.generation = generation;
    }

    ModelFields ofModel(ObjectTypeDefinition type) {
        Map<String, Field> values = new LinkedHashMap<>();
        Map<String, FieldDefinition> relations = new LinkedHashMap<>();
        Map<String, List<AuthRule>> ofRelations = new HashMap<>();
        for (FieldDefinition definition : newFields(type)) {
            TypeUse use = use(type, definition);
            boolean relation = types.models().containsKey(use.typeName());
            checkDirectives(
                    type,
                    definition,
                    relation
                            ? DirectiveCheck.Kind.RELATION_FIELD
                            : DirectiveCheck.Kind.MODEL_FIELD);
            if (relation) {
                relations.put(definition.getName(), definition);
                ofRelations.put(
                        definition.getName(),
                        rules(type, definition, AuthReader.Place.FIELD_OF_MODEL));
            } else {
                valueField(type, definition, AuthReader.Place.FIELD_OF_MODEL)
                        .ifPresent(field -> values.put(definition.getName(), field));
            }
        }
        TimestampReader timestamps = new TimestampReader(findings);
        List<AuthRule> rules = auth.read(type, AuthReader.Place.MODEL, type.getName());
        ModelRules all =
                new ModelRules(
                        types.joins().contains(type.getName()) ? lastOfEach(rules) : rules,
                        ofRelations);
        return new ModelFields(
                type,
                values,
                relations,
                timestamps.read(type, values),
                all,
                new OperationReader(type, generation, findings).names());
    }

    /// A model that joins two has the rules of both, and of those for the same callers the last, as
    /// Amplify has it.
    private static List<AuthRule> lastOfEach(List<AuthRule> rules) {
        Map<List<Object>, AuthRule> last = new LinkedHashMap<>();
        rules.forEach(rule -> last.put(List.of(rule.grantee(), rule.provider()), rule));
        return List.copyOf(last.values());
    }

    EmbeddedType ofEmbedded(ObjectTypeDefinition type) {
        List<Field> fields = new ArrayList<>();
        for (FieldDefinition definition : newFields(type)) {
            checkDirectives(type, definition, DirectiveCheck.Kind.EMBEDDED_FIELD);
            if (types.models().containsKey(use(type, definition).typeName())) {
                findings.add(
                        definition,
                        called(type, definition)
                                + " is a relation inside the embedded type "
                                + type.getName()
                                + ": move it to a type with @model");
            } else {
                valueField(type, definition, AuthReader.Place.FIELD_ELSEWHERE)
                        .ifPresent(fields::add);
            }
        }
        return new EmbeddedType(type.getName(), fields);
    }

    private List<FieldDefinition> newFields(ObjectTypeDefinition type) {
        Set<String> names = new HashSet<>();
        List<FieldDefinition> kept = new ArrayList<>();
        for (FieldDefinition definition : type.getFieldDefinitions()) {
            String name = definition.getName();
            if (!names.add(name)) {
                findings.add(definition, called(type, definition) + " is defined twice");
                continue;
            }
            if (name.startsWith("_")) {
                findings.add(
                        definition,
                        called(type, definition)
                                + " must not start with _: such names are reserved for metadata");
            }
            if (GROUPS.contains(name)) {
                findings.add(
                        definition,
                        called(type, definition) + " has a name that predicates need: rename it");
            }
            if (!definition.getInputValueDefinitions().isEmpty()) {
                findings.add(
                        definition.getInputValueDefinitions().getFirst(),
                        called(type, definition) + " has arguments, which are not supported");
            }
            kept.add(definition);
        }
        return kept;
    }

    private void checkDirectives(
            ObjectTypeDefinition type, FieldDefinition definition, DirectiveCheck.Kind kind) {
        directives.check(
                definition.getDirectives(),
                new DirectiveCheck.Carrier(called(type, definition), kind));
    }

    private List<AuthRule> rules(
            ObjectTypeDefinition type, FieldDefinition definition, AuthReader.Place place) {
        return auth.read(definition, place, called(type, definition));
    }

    private Optional<Field> valueField(
            ObjectTypeDefinition type, FieldDefinition definition, AuthReader.Place place) {
        TypeUse use = use(type, definition);
        FieldType fieldType = fieldType(use.typeName()).orElse(null);
        if (fieldType == null) {
            if (!types.refused().contains(use.typeName())) {
                findings.add(definition.getType(), unknownType(type, definition, use));
            }
            return Optional.empty();
        }
        Field field =
                new Field(
                        definition.getName(),
                        fieldType,
                        use.shape(),
                        origin(type, definition),
                        null,
                        rules(type, definition, place));
        for (Directive directive : definition.getDirectives(KnownDirective.DEFAULT.word())) {
            field = defaults.applied(field, called(type, definition), directive);
        }
        return Optional.of(field);
    }

    private Field.Origin origin(ObjectTypeDefinition type, FieldDefinition definition) {
        boolean made = types.joins().contains(type.getName());
        return made && !definition.getName().equals("id")
                ? Field.Origin.JOIN_KEY
                : Field.Origin.DECLARED;
    }

    private Optional<FieldType> fieldType(String name) {
        return Scalar.named(name)
                .<FieldType>map(scalar -> scalar)
                .or(() -> Optional.ofNullable(types.enums().get(name)))
                .or(
                        () ->
                                Optional.ofNullable(types.embedded().get(name))
                                        .map(type -> new EmbeddedReference(type.getName())));
    }

    private String unknownType(ObjectTypeDefinition type, FieldDefinition definition, TypeUse use) {
        List<String> known = new ArrayList<>(types.names());
        Arrays.stream(Scalar.values()).map(Scalar::typeName).forEach(known::add);
        return called(type, definition)
                + " has the unknown type "
                + use.typeName()
                + ": "
                + NearestName.hint(use.typeName(), known);
    }

    private TypeUse use(ObjectTypeDefinition type, FieldDefinition definition) {
        return TypeUse.of(definition.getType(), called(type, definition), findings);
    }

    private static String called(ObjectTypeDefinition type, FieldDefinition definition) {
        return type.getName() + "." + definition.getName();
    }
}
