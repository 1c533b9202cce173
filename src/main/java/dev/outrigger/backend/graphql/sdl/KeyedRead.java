package dev.outrigger.backend.graphql.sdl;

import dev.outrigger.model.Field;
import dev.outrigger.model.Index;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;

import java.util.ArrayList;
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
    public KeyedRead {
        partition = List.copyOf(partition);
        sort = List.copyOf(sort);
    }

    /// Items by their primary key.
    public static KeyedRead ofKey(Model model) {
        return of(model, "Primary", model.key().fields(), 1);
    }

    /// Items by an index.
    public static KeyedRead ofIndex(Model model, Index index) {
        return of(model, capitalised(index.name()), index.fields(), 1);
    }

    /// The children that a has-many relation finds, in the order of the index that it uses.
    public static KeyedRead ofChildren(Model child, Relation relation) {
        List<String> foreignKey = relation.targetFields();
        int given = foreignKey.size();
        return child.indexes().stream()
                .filter(index -> begins(index.fields(), foreignKey))
                .map(index -> of(child, capitalised(index.name()), index.fields(), given))
                .findFirst()
                .orElseGet(() -> byForeignKey(child, foreignKey));
    }

    private static KeyedRead byForeignKey(Model child, List<String> foreignKey) {
        List<String> key = child.key().fields();
        return begins(key, foreignKey)
                ? of(child, "Primary", key, foreignKey.size())
                : of(child, "ForeignKey", foreignKey, foreignKey.size());
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
        sort.stream().skip(1).forEach(field -> joined.append(capitalised(field.name())));
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

    /// Every keyed read that the schema's queries and relations offer for a model.
    static Stream<KeyedRead> offered(Model model) {
        List<KeyedRead> reads = new ArrayList<>();
        if (listTakesKey(model)) {
            reads.add(ofKey(model));
        }
        model.indexes().stream()
                .filter(index -> index.queryField() != null)
                .forEach(index -> reads.add(ofIndex(model, index)));
        return reads.stream();
    }

    private static KeyedRead of(Model model, String name, List<String> fields, int partition) {
        List<Field> all = fields.stream().map(field -> model.field(field).orElseThrow()).toList();
        return new KeyedRead(
                model, name, all.subList(0, partition), all.subList(partition, all.size()));
    }

    private static boolean begins(List<String> fields, List<String> first) {
        return fields.size() >= first.size() && fields.subList(0, first.size()).equals(first);
    }

    private static String capitalised(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
