package dev.outrigger.schema;

import dev.outrigger.model.Relation;
import dev.outrigger.model.Scalar;

import graphql.language.Directive;
import graphql.language.FieldDefinition;
import graphql.language.StringValue;
import graphql.language.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// Reads the older `@connection`, whose kind follows from the lists on both sides and whose foreign
/// key, where neither `fields` nor `keyField` name one, is made from the side that is no list.
final class ConnectionReader {
    private final Joins joins;
    private final Findings findings;

    ConnectionReader(Joins joins, Findings findings) {
        this.joins = joins;
        this.findings = findings;
    }

    void read(RelationField relation) {
        relation.arguments().expectCount("limit");
        checkSortField(relation);
        List<String> fields = relation.arguments().names("fields");
        if (!fields.isEmpty()) {
            readWithFields(relation, fields);
            return;
        }
        if (relation.arguments().has("keyName")) {
            findings.add(
                    relation.directive(), relation.called() + " has keyName and needs fields too");
            return;
        }
        String name = relation.arguments().string("name");
        FieldDefinition other = name == null ? null : otherHalf(relation, name);
        if (name != null && other == null) {
            findings.add(
                    relation.directive(),
                    relation.called()
                            + " is one half of "
                            + name
                            + ", but "
                            + relation.target().name()
                            + " has no other half");
        } else if (relation.isList()) {
            readMany(relation, other);
        } else {
            readOne(relation, other);
        }
    }

    private void readWithFields(RelationField relation, List<String> fields) {
        if (relation.isList()) {
            joins.join(
                    relation,
                    Relation.Kind.HAS_MANY,
                    fields,
                    joins.queried(relation, "keyName", fields.size()));
        } else if (relation.arguments().has("keyName")) {
            findings.add(
                    relation.arguments().place("keyName"),
                    relation.called()
                            + " reaches one "
                            + relation.target().name()
                            + ", which its key alone finds: remove keyName");
        } else {
            joins.join(
                    relation, Relation.Kind.BELONGS_TO, fields, relation.target().key().fields());
        }
    }

    private void readMany(RelationField relation, @Nullable FieldDefinition other) {
        if (other != null && isList(relation.target(), other)) {
            findings.add(
                    relation.directive(),
                    relation.called()
                            + " joins many with many: put a model with two connections between"
                            + " them");
            return;
        }
        String foreignKey = keyField(relation, other);
        if (foreignKey == null) {
            foreignKey =
                    other == null
                            ? Names.foreignKey(relation.model().name(), relation.name(), "id")
                            : Names.foreignKey(relation.target().name(), other.getName(), "id");
        }
        if (isKeyedByOne(relation, relation.model())) {
            joins.addForeignKey(
                    relation,
                    relation.target(),
                    new Joins.ForeignKey(
                            foreignKey, Scalar.ID, other != null && isRequired(other)));
            joins.join(
                    relation,
                    Relation.Kind.HAS_MANY,
                    relation.model().key().fields(),
                    List.of(foreignKey));
        }
    }

    private void readOne(RelationField relation, @Nullable FieldDefinition other) {
        if (!isKeyedByOne(relation, relation.target())) {
            return;
        }
        boolean hasOne =
                other != null
                        && !isList(relation.target(), other)
                        && !relation.required()
                        && isRequired(other);
        if (hasOne) {
            readHasOne(relation, other);
            return;
        }
        String named = keyField(relation, other);
        String foreignKey =
                named == null
                        ? Names.foreignKey(relation.model().name(), relation.name(), "id")
                        : named;
        joins.addForeignKey(
                relation,
                relation.model(),
                new Joins.ForeignKey(foreignKey, Scalar.ID, relation.required()));
        joins.join(
                relation,
                Relation.Kind.BELONGS_TO,
                List.of(foreignKey),
                relation.target().key().fields());
    }

    /// Of two single halves, the one that may be null has the other, which holds the foreign key.
    private void readHasOne(RelationField relation, FieldDefinition other) {
        String named = keyField(relation, other);
        String foreignKey =
                named == null
                        ? Names.foreignKey(relation.target().name(), other.getName(), "id")
                        : named;
        joins.addForeignKey(
                relation,
                relation.target(),
                new Joins.ForeignKey(foreignKey, Scalar.ID, isRequired(other)));
        joins.join(
                relation,
                Relation.Kind.HAS_ONE,
                relation.model().key().fields(),
                List.of(foreignKey));
    }

    private boolean isKeyedByOne(RelationField relation, ModelDraft keyed) {
        boolean one = keyed.key().fields().size() == 1;
        if (!one) {
            findings.add(
                    relation.directive(),
                    relation.called()
                            + " needs fields, because the key of "
                            + keyed.name()
                            + " has several fields");
        }
        return one;
    }

    /// The foreign key's name, which either half may give.
    private @Nullable String keyField(RelationField relation, @Nullable FieldDefinition other) {
        String named = relation.arguments().string("keyField");
        if (named != null || other == null) {
            return named;
        }
        return connection(other).map(directive -> text(directive, "keyField")).orElse(null);
    }

    /// A sort order is a property of the query and needs no field of its own, but must exist.
    private void checkSortField(RelationField relation) {
        String name = relation.arguments().string("sortField");
        boolean known =
                name == null
                        || relation.target().field(name).isPresent()
                        || relation.model().field(name).isPresent();
        if (!known) {
            findings.add(
                    relation.arguments().place("sortField"),
                    relation.called()
                            + " sorts by "
                            + name
                            + ", which is no field of "
                            + relation.target().name());
        }
    }

    private static @Nullable FieldDefinition otherHalf(RelationField relation, String name) {
        return relation.target().declared().relations().values().stream()
                .filter(definition -> definition != relation.definition())
                .filter(
                        definition ->
                                connection(definition)
                                        .map(directive -> text(directive, "name"))
                                        .filter(name::equals)
                                        .isPresent())
                .findFirst()
                .orElse(null);
    }

    private boolean isList(ModelDraft model, FieldDefinition definition) {
        String called = model.name() + "." + definition.getName();
        return TypeUse.of(definition.getType(), called, findings).isList();
    }

    private boolean isRequired(FieldDefinition definition) {
        return TypeUse.of(definition.getType(), definition.getName(), findings).shape().required();
    }

    private static Optional<Directive> connection(FieldDefinition definition) {
        return definition.getDirectives(KnownDirective.CONNECTION.word()).stream().findFirst();
    }

    private static @Nullable String text(Directive directive, String argument) {
        if (directive.getArgument(argument) == null) {
            return null;
        }
        Value<?> value = directive.getArgument(argument).getValue();
        return value instanceof StringValue text ? text.getValue() : null;
    }
}
