package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.backend.table.ItemQuery;
import dev.outrigger.graphql.argument.KeyValue;
import dev.outrigger.graphql.sdl.KeyedRead;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Finds the index that answers a sync expression: `{and: [{pk: {eq}}, {sk: …}, …]}`, as Amplify's
/// clients send it so that AppSync queries an index instead of reading the whole table. The filter
/// stays in force beside it, so an index that is not found costs time and never an item.
record SyncExpression(Model model) {
    /// What a sort key can be compared by in an index.
    private static final Set<String> KEY_OPERATORS =
            Set.of("eq", "lt", "le", "gt", "ge", "between", "beginsWith");

    /// @param partition the value of the partition field
    record Indexed(ItemQuery query, List<Object> partition) {}

    Optional<Indexed> indexed(@Nullable Object filter) {
        if (!(filter instanceof Map<?, ?> group)
                || present(group).size() != 1
                || !(group.get("and") instanceof List<?> parts)
                || parts.isEmpty()) {
            return Optional.empty();
        }
        Object sort = parts.size() > 1 ? parts.get(1) : null;
        return reads().flatMap(read -> indexed(read, parts.getFirst(), sort).stream()).findFirst();
    }

    private Stream<KeyedRead> reads() {
        Stream<KeyedRead> indexes =
                model.indexes().stream().map(index -> KeyedRead.ofIndex(model, index));
        return Stream.concat(Stream.of(KeyedRead.ofKey(model)), indexes);
    }

    private static Optional<Indexed> indexed(
            KeyedRead read, @Nullable Object first, @Nullable Object second) {
        Field partition = read.partition().getFirst();
        Map<String, Object> tests = tests(partition, first);
        Object value = tests.get("eq");
        if (tests.size() != 1 || value == null) {
            return Optional.empty();
        }
        return query(read, second)
                .map(query -> new Indexed(query, List.of(KeyValue.of(partition, value))));
    }

    /// Items without a value in a sort field are not in the index: it may be used only where the
    /// expression leaves them out too, or where there are none.
    private static Optional<ItemQuery> query(KeyedRead read, @Nullable Object second) {
        if (read.sort().size() == 1) {
            Field sort = read.sort().getFirst();
            Map<String, Object> tests = tests(sort, second);
            if (!tests.isEmpty() && KEY_OPERATORS.containsAll(tests.keySet())) {
                return Optional.of(ItemQueries.of(read, Map.of(sort.name(), tests)));
            }
        }
        return read.sort().stream().allMatch(Field::required)
                ? Optional.of(ItemQueries.of(read, Map.of()))
                : Optional.empty();
    }

    /// The tests of a part that tests this field and no other.
    private static Map<String, Object> tests(Field field, @Nullable Object part) {
        return part instanceof Map<?, ?> members
                        && present(members).size() == 1
                        && members.get(field.name()) instanceof Map<?, ?> tests
                ? present(tests)
                : Map.of();
    }

    private static Map<String, Object> present(Map<?, ?> members) {
        Map<String, Object> present = new LinkedHashMap<>();
        members.forEach(
                (name, value) -> {
                    if (value != null) {
                        present.put(String.valueOf(name), value);
                    }
                });
        return present;
    }
}
