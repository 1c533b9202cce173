package dev.outrigger.schema;

import dev.outrigger.model.Field;
import dev.outrigger.model.Index;
import dev.outrigger.model.NearestName;
import dev.outrigger.model.PrimaryKey;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.Shape;

import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.Node;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Reads what identifies the items of a model and what they are found by: `@primaryKey` and
/// `@index`, or the older `@key`.
final class KeyReader {
    private static final String ID = "id";

    private final Findings findings;

    KeyReader(Findings findings) {
        this.findings = findings;
    }

    /// The primary key. A model without an explicit one has `id`, which is added to its fields.
    PrimaryKey primaryKey(ModelFields model) {
        List<Declared> declared = new ArrayList<>();
        for (FieldDefinition field : model.definition().getFieldDefinitions()) {
            for (Directive directive : field.getDirectives(KnownDirective.PRIMARY_KEY.word())) {
                declared.add(startingAt(field.getName(), directive));
            }
        }
        for (Directive directive : model.definition().getDirectives(KnownDirective.KEY.word())) {
            if (directive.getArgument("name") == null) {
                declared.add(of(directive));
            }
        }
        if (declared.isEmpty()) {
            return managedId(model);
        }
        declared.stream()
                .skip(1)
                .forEach(
                        second ->
                                findings.add(
                                        second.directive(),
                                        model.name() + " has more than one primary key"));
        return explicit(model, declared.getFirst());
    }

    /// The secondary indexes in the order of the document.
    List<Index> indexes(ModelFields model) {
        List<Index> indexes = new ArrayList<>();
        for (Directive directive : model.definition().getDirectives(KnownDirective.KEY.word())) {
            if (directive.getArgument("name") != null) {
                add(indexes, model, of(directive));
            }
        }
        for (FieldDefinition field : model.definition().getFieldDefinitions()) {
            for (Directive directive : field.getDirectives(KnownDirective.INDEX.word())) {
                add(indexes, model, startingAt(field.getName(), directive));
            }
        }
        return indexes;
    }

    private record Declared(Directive directive, List<String> fields) {}

    private Declared startingAt(String field, Directive directive) {
        List<String> fields = new ArrayList<>(List.of(field));
        fields.addAll(new DirectiveArguments(directive, findings).names("sortKeyFields"));
        return new Declared(directive, fields);
    }

    private Declared of(Directive directive) {
        DirectiveArguments arguments = new DirectiveArguments(directive, findings);
        if (!arguments.has("fields")) {
            findings.add(directive, "@key needs the argument fields");
        }
        return new Declared(directive, arguments.names("fields"));
    }

    private PrimaryKey managedId(ModelFields model) {
        PrimaryKey key = new PrimaryKey(List.of(ID), PrimaryKey.Kind.MANAGED_ID);
        if (model.relations().containsKey(ID)) {
            findings.add(
                    model.relations().get(ID),
                    model.name() + ".id is a relation, but must identify an item: rename it");
        }
        Field id = model.values().get(ID);
        if (id == null) {
            model.values()
                    .put(
                            ID,
                            new Field(
                                    ID,
                                    Scalar.ID,
                                    new Shape.Single(true),
                                    Field.Origin.IMPLICIT_ID,
                                    null,
                                    List.of()));
            return key;
        }
        Node<?> place = definition(model, ID);
        expectKeyField(model, id, place);
        if (id.type() != Scalar.ID && id.type() != Scalar.STRING) {
            findings.add(
                    place,
                    model.name()
                            + ".id must be ID or String to be the key; name another key with"
                            + " @primaryKey");
        }
        return key;
    }

    private PrimaryKey explicit(ModelFields model, Declared declared) {
        List<String> fields = known(model, declared, "the primary key");
        for (String name : fields) {
            expectKeyField(model, model.values().get(name), definition(model, name));
        }
        if (fields.isEmpty()) {
            return new PrimaryKey(List.of(ID), PrimaryKey.Kind.CUSTOM);
        }
        return new PrimaryKey(
                fields,
                fields.equals(List.of(ID))
                        ? PrimaryKey.Kind.OPTIONALLY_MANAGED_ID
                        : PrimaryKey.Kind.CUSTOM);
    }

    private void expectKeyField(ModelFields model, @Nullable Field field, Node<?> place) {
        if (field != null && !field.shape().required()) {
            findings.add(
                    place,
                    model.name()
                            + "."
                            + field.name()
                            + " is part of the primary key and must not be null: write "
                            + field.type().typeName()
                            + "!");
        }
    }

    private void add(List<Index> indexes, ModelFields model, Declared declared) {
        Index index = index(model, declared);
        if (index == null) {
            return;
        }
        boolean known = indexes.stream().anyMatch(other -> other.name().equals(index.name()));
        if (known) {
            findings.add(
                    declared.directive(),
                    model.name()
                            + " has two indexes named "
                            + index.name()
                            + ": give one another name");
        } else {
            indexes.add(index);
        }
    }

    private @Nullable Index index(ModelFields model, Declared declared) {
        DirectiveArguments arguments = new DirectiveArguments(declared.directive(), findings);
        String name = arguments.string("name");
        List<String> fields = known(model, declared, "an index");
        if (fields.isEmpty()) {
            return null;
        }
        String standard = Names.index(model.name(), fields);
        return new Index(name == null ? standard : name, fields, queryField(arguments, standard));
    }

    /// The query by an index, which only `@index` has without naming it.
    private static @Nullable String queryField(DirectiveArguments arguments, String standard) {
        if (arguments.isNull("queryField")) {
            return null;
        }
        if (arguments.has("queryField")) {
            return arguments.string("queryField");
        }
        boolean older = arguments.directive().getName().equals(KnownDirective.KEY.word());
        return older ? null : standard;
    }

    /// The named fields that can be part of a key; the others are findings.
    private List<String> known(ModelFields model, Declared declared, String role) {
        List<String> usable = new ArrayList<>();
        DirectiveArguments arguments = new DirectiveArguments(declared.directive(), findings);
        Node<?> place = arguments.place(arguments.has("fields") ? "fields" : "sortKeyFields");
        for (String name : declared.fields()) {
            Field field = model.values().get(name);
            String called = model.name() + "." + name;
            if (field == null) {
                boolean relation = model.relations().containsKey(name);
                findings.add(
                        place,
                        relation
                                ? called + " is a relation and cannot be part of " + role
                                : role
                                        + " names "
                                        + called
                                        + ", which does not exist: "
                                        + NearestName.hint(name, model.values().keySet()));
            } else if (!field.hasOrder()) {
                findings.add(
                        place,
                        called
                                + " cannot be part of "
                                + role
                                + ": it must hold one scalar or enum value");
            } else if (usable.contains(name)) {
                findings.add(place, role + " names " + called + " twice");
            } else {
                usable.add(name);
            }
        }
        return usable;
    }

    private static Node<?> definition(ModelFields model, String name) {
        return model.definition().getFieldDefinitions().stream()
                .filter(field -> field.getName().equals(name))
                .<Node<?>>map(field -> field)
                .findFirst()
                .orElse(model.definition());
    }
}
