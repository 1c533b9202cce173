package dev.outrigger.schema;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Definition;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.FieldDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.StringValue;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.Value;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes `@manyToMany` out as what it stands for: a model whose items join two others, and on each
/// side a `@hasMany` of it.
final class JoinModels {
    private final Document document;
    private final Findings findings;
    private final Map<String, List<ManyToManySide>> sides = new LinkedHashMap<>();

    private JoinModels(Document document, Findings findings) {
        this.document = document;
        this.findings = findings;
    }

    /// A document without `@manyToMany`, as far as it was sound.
    ///
    /// @param names the models that were made
    record WrittenOut(Document document, Set<String> names) {}

    static WrittenOut writeOut(Document document, Findings findings) {
        JoinModels joins = new JoinModels(document, findings);
        for (var type : document.getDefinitionsOfType(ObjectTypeDefinition.class)) {
            type.getFieldDefinitions().forEach(field -> joins.collect(type, field));
        }
        joins.sides.entrySet().removeIf(entry -> !joins.isSound(entry.getKey(), entry.getValue()));
        return joins.written();
    }

    private void collect(ObjectTypeDefinition type, FieldDefinition field) {
        for (Directive directive : field.getDirectives(KnownDirective.MANY_TO_MANY.word())) {
            DirectiveArguments arguments = new DirectiveArguments(directive, findings);
            arguments.expectCount("limit");
            String name = arguments.string("relationName");
            if (name == null || !name.matches("[A-Za-z][_0-9A-Za-z]*")) {
                findings.add(
                        directive,
                        "@manyToMany on "
                                + type.getName()
                                + "."
                                + field.getName()
                                + " needs relationName, the name of the model that joins the two");
            } else {
                sides.computeIfAbsent(Names.upperFirst(name), _ -> new ArrayList<>())
                        .add(new ManyToManySide(type, field, directive));
            }
        }
    }

    private boolean isSound(String name, List<ManyToManySide> both) {
        Directive place = both.getFirst().directive();
        if (both.size() != 2) {
            findings.add(
                    place,
                    "the relation "
                            + name
                            + " of @manyToMany is on "
                            + String.join(", ", both.stream().map(ManyToManySide::called).toList())
                            + ": it needs exactly two fields, one on each side");
            return false;
        }
        ManyToManySide left = both.getFirst();
        ManyToManySide right = both.getLast();
        if (!left.target().equals(right.type().getName())
                || !right.target().equals(left.type().getName())) {
            findings.add(
                    right.directive(),
                    left.called()
                            + " and "
                            + right.called()
                            + " are the two sides of "
                            + name
                            + ", so each must be a list of the other's type");
            return false;
        }
        if (left.type() == right.type()) {
            findings.add(
                    right.directive(),
                    name
                            + " joins "
                            + left.type().getName()
                            + " with itself, which @manyToMany cannot: write the model that joins"
                            + " them, with two @belongsTo");
            return false;
        }
        if (isDefined(name)) {
            findings.add(
                    place,
                    "the relation "
                            + name
                            + " of @manyToMany makes a model of that name, but the schema defines"
                            + " one: rename one");
            return false;
        }
        return true;
    }

    private boolean isDefined(String name) {
        return document.getDefinitions().stream()
                .anyMatch(
                        definition ->
                                definition instanceof ObjectTypeDefinition type
                                        && type.getName().equals(name));
    }

    private WrittenOut written() {
        Map<FieldDefinition, FieldDefinition> replaced = new IdentityHashMap<>();
        sides.forEach(
                (name, both) ->
                        both.forEach(side -> replaced.put(side.field(), hasMany(name, side))));
        Document.Builder out = Document.newDocument();
        for (Definition<?> definition : document.getDefinitions()) {
            out.definition(
                    definition instanceof ObjectTypeDefinition type
                                    && type.getFieldDefinitions().stream()
                                            .anyMatch(replaced::containsKey)
                            ? with(type, replaced)
                            : definition);
        }
        sides.forEach((name, both) -> out.definition(model(name, both.getFirst(), both.getLast())));
        return new WrittenOut(out.build(), new LinkedHashSet<>(sides.keySet()));
    }

    private static ObjectTypeDefinition with(
            ObjectTypeDefinition type, Map<FieldDefinition, FieldDefinition> replaced) {
        List<FieldDefinition> fields =
                type.getFieldDefinitions().stream()
                        .map(field -> replaced.getOrDefault(field, field))
                        .toList();
        return type.transform(builder -> builder.fieldDefinitions(fields));
    }

    private static FieldDefinition hasMany(String name, ManyToManySide side) {
        Written written = new Written(side.directive().getSourceLocation());
        List<Directive> directives = new ArrayList<>(side.field().getDirectives());
        directives.remove(side.directive());
        directives.add(
                written.directive(
                        KnownDirective.HAS_MANY.word(),
                        written.argument("indexName", StringValue.of(side.index())),
                        written.argument("fields", side.key())));
        return side.field()
                .transform(
                        builder ->
                                builder.type(renamed(side.field().getType(), name))
                                        .directives(directives));
    }

    private static Type<?> renamed(Type<?> type, String name) {
        return switch (type) {
            case NonNullType nonNull ->
                    NonNullType.newNonNullType(renamed(nonNull.getType(), name)).build();
            case ListType list -> ListType.newListType(renamed(list.getType(), name)).build();
            case Type<?> _ -> TypeName.newTypeName(name).build();
        };
    }

    /// Its items have a key of their own and hold the keys of both sides.
    private static ObjectTypeDefinition model(
            String name, ManyToManySide left, ManyToManySide right) {
        Written written = new Written(left.directive().getSourceLocation());
        var type = ObjectTypeDefinition.newObjectTypeDefinition().name(name);
        type.sourceLocation(written.place());
        type.directive(written.directive(KnownDirective.MODEL.word()));
        List<Value<?>> rules = new ArrayList<>(left.rules());
        rules.addAll(right.rules());
        if (!rules.isEmpty()) {
            ArrayValue.Builder list = ArrayValue.newArrayValue();
            rules.forEach(list::value);
            type.directive(
                    written.directive(
                            KnownDirective.AUTH.word(), written.argument("rules", list.build())));
        }
        type.fieldDefinition(written.field("id", Written.required("ID"), List.of()));
        for (ManyToManySide side : List.of(left, right)) {
            foreignKey(side, written).forEach(type::fieldDefinition);
        }
        for (ManyToManySide side : List.of(left, right)) {
            Directive belongsTo =
                    written.directive(
                            KnownDirective.BELONGS_TO.word(),
                            written.argument("fields", side.foreignKey()));
            type.fieldDefinition(
                    written.field(
                            side.role(),
                            Written.required(side.type().getName()),
                            List.of(belongsTo)));
        }
        return type.build();
    }

    private static List<FieldDefinition> foreignKey(ManyToManySide side, Written written) {
        List<String> names = side.foreignKey();
        List<Argument> arguments = new ArrayList<>();
        arguments.add(written.argument("name", StringValue.of(side.index())));
        if (names.size() > 1) {
            arguments.add(written.argument("sortKeyFields", names.subList(1, names.size())));
        }
        Directive index =
                written.directive(KnownDirective.INDEX.word(), arguments.toArray(Argument[]::new));
        List<FieldDefinition> fields = new ArrayList<>();
        for (int part = 0; part < names.size(); part++) {
            fields.add(
                    written.field(
                            names.get(part),
                            Written.required(side.keyType(side.key().get(part))),
                            part == 0 ? List.of(index) : List.of()));
        }
        return fields;
    }
}
