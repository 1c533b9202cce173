package dev.outrigger.schema;

import dev.outrigger.model.Field;
import dev.outrigger.model.FieldType;
import dev.outrigger.model.Index;
import dev.outrigger.model.NearestName;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.Shape;

import graphql.language.Node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes relations out of pairs of fields, and the foreign keys that a relation implies.
final class Joins {
    private final Findings findings;

    Joins(Findings findings) {
        this.findings = findings;
    }

    /// Records a relation that joins `localFields` with `targetFields`, or finds why it cannot.
    void join(
            RelationField relation,
            Relation.Kind kind,
            List<String> localFields,
            List<String> targetFields) {
        if (localFields.isEmpty() || targetFields.isEmpty()) {
            return;
        }
        if (localFields.size() != targetFields.size()) {
            findings.add(
                    relation.directive(),
                    relation.called()
                            + " joins "
                            + named(relation.model(), localFields)
                            + " with "
                            + named(relation.target(), targetFields)
                            + ": as many fields are needed on each side");
            return;
        }
        boolean sound = true;
        for (int part = 0; part < localFields.size(); part++) {
            sound &= agrees(relation, localFields.get(part), targetFields.get(part));
        }
        if (sound) {
            relation.model()
                    .relations()
                    .put(
                            relation.name(),
                            new Relation(
                                    relation.name(),
                                    kind,
                                    relation.target().name(),
                                    localFields,
                                    targetFields,
                                    relation.required(),
                                    relation.rules(),
                                    relation.reading()));
        }
    }

    /// Adds the foreign key that `relation` implies on `holder` for the key of `keyed`.
    ///
    /// @return its fields, in the order of the key
    List<String> implied(RelationField relation, ModelDraft holder, ModelDraft keyed) {
        List<String> names = new ArrayList<>();
        for (Field keyField : keyed.keyFields()) {
            String name =
                    Names.foreignKey(relation.model().name(), relation.name(), keyField.name());
            addForeignKey(
                    relation, holder, new ForeignKey(name, keyField.type(), relation.required()));
            names.add(name);
        }
        return names;
    }

    /// A foreign key field that a relation implies.
    record ForeignKey(String name, FieldType type, boolean required) {}

    /// Adds a foreign key field, unless the type declares it.
    void addForeignKey(RelationField relation, ModelDraft holder, ForeignKey key) {
        String name = key.name();
        boolean taken =
                holder.declared().relations().containsKey(name)
                        || name.equals(holder.declared().timestamps().createdAt())
                        || name.equals(holder.declared().timestamps().updatedAt());
        if (taken) {
            findings.add(
                    relation.directive(),
                    relation.called()
                            + " needs the foreign key "
                            + holder.name()
                            + "."
                            + name
                            + ", but that is something else: name another with fields");
        } else if (holder.field(name).isEmpty()) {
            holder.foreignKeys()
                    .put(
                            name,
                            new Field(
                                    name,
                                    key.type(),
                                    new Shape.Single(key.required()),
                                    Field.Origin.IMPLICIT_FOREIGN_KEY,
                                    null,
                                    List.of()));
        }
    }

    /// The fields of the target that an index, or the key where no index is named, is read by: the
    /// first alone, or all of them.
    List<String> queried(RelationField relation, String argument, int size) {
        ModelDraft target = relation.target();
        String name = relation.arguments().string(argument);
        List<String> all = target.key().fields();
        if (name != null) {
            Optional<Index> index = target.index(name);
            if (index.isEmpty()) {
                findings.add(
                        relation.arguments().place(argument),
                        relation.called() + " names an unknown index of " + unknown(target, name));
                return List.of();
            }
            all = index.get().fields();
        }
        return size == 1 ? all.subList(0, 1) : all;
    }

    private static String unknown(ModelDraft target, String name) {
        List<String> known = target.indexes().stream().map(Index::name).toList();
        return target.name()
                + ", "
                + name
                + ": "
                + (known.isEmpty() ? "it has none" : NearestName.hint(name, known));
    }

    private boolean agrees(RelationField relation, String local, String target) {
        Node<?> place = relation.directive();
        Optional<Field> left = usable(relation, relation.model(), local);
        Optional<Field> right = usable(relation, relation.target(), target);
        if (left.isEmpty() || right.isEmpty()) {
            return false;
        }
        FieldType leftType = left.get().type();
        FieldType rightType = right.get().type();
        // An ID is a string on the wire, so schemas mix the two.
        Set<FieldType> texts = Set.of(Scalar.ID, Scalar.STRING);
        boolean same =
                leftType.equals(rightType)
                        || (texts.contains(leftType) && texts.contains(rightType));
        if (!same) {
            findings.add(
                    place,
                    relation.called()
                            + " joins "
                            + relation.model().name()
                            + "."
                            + local
                            + " ("
                            + leftType.typeName()
                            + ") with "
                            + relation.target().name()
                            + "."
                            + target
                            + " ("
                            + rightType.typeName()
                            + "): the types must be the same");
        }
        return same;
    }

    private Optional<Field> usable(RelationField relation, ModelDraft model, String name) {
        Optional<Field> field = model.field(name);
        String called = model.name() + "." + name;
        if (field.isEmpty()) {
            findings.add(
                    relation.directive(),
                    relation.called()
                            + " needs "
                            + called
                            + ", which is no field: "
                            + NearestName.hint(name, model.declared().values().keySet()));
        } else if (!field.get().hasOrder()) {
            findings.add(
                    relation.directive(),
                    relation.called()
                            + " cannot join by "
                            + called
                            + ": it must hold one scalar or enum value");
            return Optional.empty();
        }
        return field;
    }

    private static String named(ModelDraft model, List<String> fields) {
        return model.name() + "(" + String.join(", ", fields) + ")";
    }
}
