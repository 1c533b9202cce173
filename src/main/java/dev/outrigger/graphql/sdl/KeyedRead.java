package dev.outrigger.graphql.sdl;

import dev.outrigger.model.Field;
import dev.outrigger.model.Index;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How a query reads items in the order of a key or an index: the first fields are given, the
/// others sort and may be limited by a condition.
///
/// @param name of the index in type names, `Primary` for the primary key
/// @param partition fields whose values are given
/// @param sort fields that order the items of one partition; may be empty
public record KeyedRead(Model model, String name, List<Field> partition, List<Field> sort) {
    private static final String PRIMARY = "Primary";

    public KeyedRead {
        partition = List.copyOf(partition);
        sort = List.copyOf(sort);
    }

    /// Items by their primary key.
    public static KeyedRead ofKey(Model model) {
        return of(model, PRIMARY, model.key().fields(), 1);
    }

    /// Items by an index.
    public static KeyedRead ofIndex(Model model, Index index) {
        return of(model, Text.capitalised(index.name()), index.fields(), 1);
    }

    /// The children that a has-many relation finds: in the order of the index that it names, or of
    /// the child's key where it names none. Only a foreign key of one field leaves the rest of an
    /// index to sort by.
    public static KeyedRead ofChildren(Model child, Relation relation) {
        List<String> foreignKey = relation.targetFields();
        if (isImplied(child, foreignKey)) {
            List<String> key = child.key().fields();
            return new KeyedRead(
                    child,
                    PRIMARY,
                    fields(child, foreignKey),
                    fields(child, key.subList(1, key.size())));
        }
        Index named = index(child, relation).orElse(null);
        List<String> order = named == null ? child.key().fields() : named.fields();
        String name = named == null ? PRIMARY : Text.capitalised(named.name());
        return foreignKey.size() == 1 && order.getFirst().equals(foreignKey.getFirst())
                ? of(child, name, order, 1)
                : of(child, name, foreignKey, foreignKey.size());
    }

    private static boolean isImplied(Model child, List<String> foreignKey) {
        return child.field(foreignKey.getFirst())
                .filter(field -> field.origin() == Field.Origin.IMPLICIT_FOREIGN_KEY)
                .isPresent();
    }

    private static Optional<Index> index(Model child, Relation relation) {
        return child.indexes().stream()
                .filter(index -> index.name().equals(relation.reading().index()))
                .findFirst();
    }

    /// True when `listX` takes the key as arguments.
    public static boolean listTakesKey(Model model) {
        return switch (model.key().kind()) {
            case MANAGED_ID -> false;
            case OPTIONALLY_MANAGED_ID, CUSTOM -> true;
        };
    }

    /// The argument that limits the sort fields, named after all of them; empty when there are
    /// none.
    public Optional<String> sortArgument() {
        if (sort.isEmpty()) {
            return Optional.empty();
        }
        StringBuilder joined = new StringBuilder(sort.getFirst().name());
        sort.stream().skip(1).forEach(field -> joined.append(Text.capitalised(field.name())));
        return Optional.of(joined.toString());
    }

    /// True when the condition's operands are objects with a member for each sort field.
    public boolean isComposite() {
        return sort.size() > 1;
    }

    /// The type of the sort argument.
    String conditionType() {
        return isComposite()
                ? compositePrefix() + "ConditionInput"
                : TypeName.keyCondition(sort.getFirst());
    }

    /// The type of a composite condition's operands.
    String compositeType() {
        return compositePrefix() + "Input";
    }

    private String compositePrefix() {
        return "Model" + model.name() + name + "CompositeKey";
    }

    /// Every keyed read of a model for whose conditions there are types, whether a query takes them
    /// or not.
    static Stream<KeyedRead> defined(Model model) {
        Stream<KeyedRead> indexes = model.indexes().stream().map(index -> ofIndex(model, index));
        return listTakesKey(model) ? Stream.concat(Stream.of(ofKey(model)), indexes) : indexes;
    }

    private static KeyedRead of(Model model, String name, List<String> names, int partition) {
        List<Field> all = fields(model, names);
        return new KeyedRead(
                model, name, all.subList(0, partition), all.subList(partition, all.size()));
    }

    private static List<Field> fields(Model model, List<String> names) {
        return names.stream().map(name -> model.field(name).orElseThrow()).toList();
    }
}
