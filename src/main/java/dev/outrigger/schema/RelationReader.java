package dev.outrigger.schema;

import dev.outrigger.model.Relation;

import graphql.language.Directive;
import graphql.language.FieldDefinition;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads `@hasMany`, `@hasOne` and `@belongsTo`, and hands `@connection` on to its own reader.
final class RelationReader {
    private static final Set<KnownDirective> RELATING =
            EnumSet.of(
                    KnownDirective.HAS_MANY,
                    KnownDirective.HAS_ONE,
                    KnownDirective.BELONGS_TO,
                    KnownDirective.MANY_TO_MANY,
                    KnownDirective.CONNECTION);

    private final Map<String, ModelDraft> models;
    private final Findings findings;
    private final Joins joins;
    private final ConnectionReader connections;

    RelationReader(Map<String, ModelDraft> models, Findings findings) {
        this.models = models;
        this.findings = findings;
        this.joins = new Joins(findings);
        this.connections = new ConnectionReader(joins, findings);
    }

    /// Adds the relations and the foreign keys that they imply to the models.
    void readAll() {
        List<RelationField> parents = new ArrayList<>();
        for (ModelDraft model : models.values()) {
            for (FieldDefinition definition : model.declared().relations().values()) {
                for (RelationField relation : relationFields(model, definition)) {
                    read(relation, parents);
                }
            }
        }
        // These lean on the foreign keys that the other side implies.
        parents.forEach(this::readBelongsTo);
    }

    private void read(RelationField relation, List<RelationField> parents) {
        switch (KnownDirective.named(relation.directive().getName()).orElseThrow()) {
            case HAS_MANY -> readHasMany(relation);
            case HAS_ONE -> readHasOne(relation);
            case BELONGS_TO -> parents.add(relation);
            case CONNECTION -> connections.read(relation);
            // Written out as @hasMany where it is sound; a finding otherwise.
            case MANY_TO_MANY -> {}
            case MODEL, KEY, PRIMARY_KEY, INDEX, DEFAULT, AUTH ->
                    throw new IllegalStateException("no relation: " + relation.called());
        }
    }

    /// One relation where the field is sound, none where it is a finding.
    private List<RelationField> relationFields(ModelDraft model, FieldDefinition definition) {
        List<Directive> relating =
                definition.getDirectives().stream()
                        .filter(
                                directive ->
                                        KnownDirective.named(directive.getName())
                                                .filter(RELATING::contains)
                                                .isPresent())
                        .toList();
        String called = model.name() + "." + definition.getName();
        TypeUse use = TypeUse.of(definition.getType(), called, findings);
        if (relating.size() > 1) {
            findings.add(
                    relating.get(1), called + " has two relation directives: keep the one meant");
        }
        if (!relating.isEmpty()) {
            ModelDraft target = models.get(use.typeName());
            DirectiveArguments arguments = new DirectiveArguments(relating.getFirst(), findings);
            return List.of(new RelationField(model, target, definition, use, arguments));
        }
        boolean alreadyFound =
                definition.getDirectives().stream()
                        .anyMatch(directive -> KnownDirective.named(directive.getName()).isEmpty());
        if (!alreadyFound) {
            findings.add(
                    definition,
                    called
                            + " has the type "
                            + use.typeName()
                            + ", which is a model: say how they are joined with "
                            + (use.isList() ? "@hasMany" : "@belongsTo or @hasOne"));
        }
        return List.of();
    }

    private void readHasMany(RelationField relation) {
        DirectiveArguments arguments = relation.arguments();
        arguments.expectCount("limit");
        if (!relation.isList()) {
            findings.add(
                    relation.directive(),
                    relation.called() + " needs a list: write [" + relation.target().name() + "]");
            return;
        }
        List<String> key = relation.model().key().fields();
        List<String> references = references(relation);
        List<String> fields = arguments.names("fields");
        if (!references.isEmpty()) {
            joins.join(relation, Relation.Kind.HAS_MANY, key, references);
        } else if (arguments.has("indexName") || !fields.isEmpty()) {
            List<String> local = fields.isEmpty() ? key : fields;
            joins.join(
                    relation,
                    Relation.Kind.HAS_MANY,
                    local,
                    joins.queried(relation, "indexName", local.size()));
        } else {
            joins.join(
                    relation,
                    Relation.Kind.HAS_MANY,
                    key,
                    joins.implied(relation, relation.target(), relation.model()));
        }
    }

    private void readHasOne(RelationField relation) {
        if (!expectSingle(relation)) {
            return;
        }
        List<String> references = references(relation);
        List<String> fields = relation.arguments().names("fields");
        if (!references.isEmpty()) {
            joins.join(
                    relation, Relation.Kind.HAS_ONE, relation.model().key().fields(), references);
        } else {
            joins.join(
                    relation,
                    Relation.Kind.HAS_ONE,
                    fields.isEmpty()
                            ? joins.implied(relation, relation.model(), relation.target())
                            : fields,
                    relation.target().key().fields());
        }
    }

    private void readBelongsTo(RelationField relation) {
        if (!expectSingle(relation)) {
            return;
        }
        List<String> references = references(relation);
        List<String> fields = relation.arguments().names("fields");
        List<String> named = references.isEmpty() ? fields : references;
        joins.join(
                relation,
                Relation.Kind.BELONGS_TO,
                named.isEmpty() ? counterpartsForeignKey(relation) : named,
                relation.target().key().fields());
    }

    /// The foreign key on this side when only the other side says how the two are joined. Where
    /// that is a `@hasOne` with a key of its own, each side holds one, as Amplify has it; and of
    /// several relations of the other side it takes the first.
    private List<String> counterpartsForeignKey(RelationField relation) {
        List<RelationField> counterparts = counterparts(relation);
        String target = relation.target().name();
        if (counterparts.isEmpty()) {
            findings.add(
                    relation.directive(),
                    relation.called()
                            + " finds no @hasMany or @hasOne in "
                            + target
                            + ": name the foreign key with fields");
            return List.of();
        }
        Relation other = relation.target().relations().get(counterparts.getFirst().name());
        if (other == null) {
            return List.of();
        }
        if (other.localFields().equals(relation.target().key().fields())) {
            return other.targetFields();
        }
        if (other.kind() == Relation.Kind.HAS_ONE) {
            return joins.implied(relation, relation.model(), relation.target());
        }
        findings.add(
                relation.directive(),
                relation.called()
                        + " cannot follow "
                        + counterparts.getFirst().called()
                        + ", which does not join by the whole key: name the foreign key with"
                        + " fields");
        return List.of();
    }

    private List<RelationField> counterparts(RelationField relation) {
        ModelDraft target = relation.target();
        return target.declared().relations().values().stream()
                .filter(definition -> definition != relation.definition())
                .filter(
                        definition ->
                                definition.hasDirective(KnownDirective.HAS_MANY.word())
                                        || definition.hasDirective(KnownDirective.HAS_ONE.word()))
                .flatMap(definition -> relationFields(target, definition).stream())
                .filter(other -> other.target().name().equals(relation.model().name()))
                .toList();
    }

    private boolean expectSingle(RelationField relation) {
        if (relation.isList()) {
            findings.add(
                    relation.directive(),
                    relation.called()
                            + " needs one "
                            + relation.target().name()
                            + ", not a list: use @hasMany, or take the brackets away");
        }
        return !relation.isList();
    }

    private List<String> references(RelationField relation) {
        DirectiveArguments arguments = relation.arguments();
        if (arguments.has("references") && arguments.has("fields")) {
            findings.add(
                    arguments.place("references"),
                    relation.called() + " has both fields and references: keep one");
        }
        return arguments.names("references");
    }
}
