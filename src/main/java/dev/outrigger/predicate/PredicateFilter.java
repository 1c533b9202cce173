package dev.outrigger.predicate;

import dev.outrigger.model.Model;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes a predicate as decoded JSON in AppSync's filter form, which [PredicateReader] reads back.
///
/// Groups of one part are written without the group, except at the root: AppSync reads by an index
/// only where a lone test stands inside `and`.
public final class PredicateFilter {
    private PredicateFilter() {}

    /// The filter of a sync query or subscription; empty for all items.
    public static Map<String, Object> of(Predicate predicate) {
        Map<String, Object> filter = write(FilterOperators.rewritten(predicate));
        boolean wrapped =
                filter.isEmpty()
                        || filter.containsKey("and")
                        || filter.containsKey("or")
                        || filter.containsKey("not");
        return wrapped ? filter : Map.of("and", List.of(filter));
    }

    /// The condition of an update or delete: the filter without tests of key fields, which
    /// AppSync's condition inputs do not have.
    ///
    /// @return null when no test is left
    public static @Nullable Map<String, Object> conditionOf(Predicate predicate, Model model) {
        Map<String, Object> condition =
                withoutKey(predicate, model).map(PredicateFilter::of).orElseGet(Map::of);
        return condition.isEmpty() ? null : condition;
    }

    private static Optional<Predicate> withoutKey(Predicate predicate, Model model) {
        return switch (predicate) {
            case Predicate.Test test when model.isKey(test.field().name()) -> Optional.empty();
            case Predicate.And(List<Predicate> parts) ->
                    Optional.of(withoutKey(parts, model))
                            .filter(left -> !left.isEmpty())
                            .map(Predicate.And::new);
            case Predicate.Or(List<Predicate> parts) ->
                    Optional.of(withoutKey(parts, model))
                            .filter(left -> !left.isEmpty() || parts.isEmpty())
                            .map(Predicate.Or::new);
            case Predicate.Not(Predicate part) -> withoutKey(part, model).map(Predicate.Not::new);
            case Predicate.Size size when model.isKey(size.field().name()) -> Optional.empty();
            case Predicate.All _,
                    Predicate.Test _,
                    Predicate.Size _,
                    Predicate.Search _,
                    Predicate.Related _ ->
                    Optional.of(predicate);
        };
    }

    private static List<Predicate> withoutKey(List<Predicate> parts, Model model) {
        return parts.stream().flatMap(part -> withoutKey(part, model).stream()).toList();
    }

    private static Map<String, Object> write(Predicate predicate) {
        return switch (predicate) {
            case Predicate.All _ -> Map.of();
            case Predicate.And(List<Predicate> parts) -> {
                List<Map<String, Object>> written =
                        parts.stream()
                                .map(PredicateFilter::write)
                                .filter(part -> !part.isEmpty())
                                .toList();
                yield written.isEmpty() ? Map.of() : group("and", written);
            }
            case Predicate.Or(List<Predicate> parts) ->
                    group("or", parts.stream().map(PredicateFilter::write).toList());
            case Predicate.Not(Predicate part) -> Map.of("not", write(part));
            case Predicate.Test test -> Map.of(test.field().name(), writeTest(test));
            case Predicate.Size(var field, Predicate.Test test) ->
                    Map.of(field.name(), Map.of(Measure.WORD, writeTest(test)));
            case Predicate.Search(var field, String _, String text) ->
                    Map.of(field.name(), Map.of(TextSearch.WORD, text));
            case Predicate.Related(var relation, Predicate part) ->
                    Map.of(relation.name(), write(part));
        };
    }

    private static Map<String, Object> group(String word, List<Map<String, Object>> parts) {
        return parts.size() == 1 ? parts.getFirst() : Map.of(word, parts);
    }

    private static Map<String, @Nullable Object> writeTest(Predicate.Test test) {
        Map<String, @Nullable Object> written = new LinkedHashMap<>();
        written.put(
                test.operator().word(),
                switch (test.operator()) {
                    case BETWEEN, IN, NOT_IN -> new ArrayList<>(test.operands());
                    case EQ,
                            NE,
                            GT,
                            GE,
                            LT,
                            LE,
                            CONTAINS,
                            NOT_CONTAINS,
                            BEGINS_WITH,
                            ATTRIBUTE_EXISTS,
                            ATTRIBUTE_TYPE ->
                            test.operands().getFirst();
                });
        return written;
    }
}
