package dev.outrigger.api.wire;

import dev.outrigger.api.problem.InputProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.model.Field;
import dev.outrigger.model.Scalar;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.replica.Query;
import dev.outrigger.replica.Sort;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Writes positions of a sort order as opaque texts. A cursor names its model and sort order, as
/// its values mean nothing in another one; the filter may change between pages, but for searches
/// whose relevance is sorted by.
public final class Cursors {
    private Cursors() {}

    public static String write(Query query, Query.Position position) {
        List<@Nullable Object> json = new ArrayList<>();
        json.add(order(query.model().name(), query.sort()));
        json.add(position.insertion());
        json.add(position.sortValues());
        return OpaqueText.write(json);
    }

    public static Query.Position read(String model, List<Sort> sort, String cursor) {
        if (!(OpaqueText.read(cursor) instanceof List<?> json)
                || json.size() != 3
                || !(json.get(1) instanceof Number insertion)
                || !(json.get(2) instanceof List<?> values)) {
            throw notOurs();
        }
        if (!order(model, sort).equals(json.getFirst()) || values.size() != sort.size()) {
            throw refused("the cursor belongs to another model or sort order");
        }
        List<@Nullable Object> sortValues = new ArrayList<>();
        for (int key = 0; key < sort.size(); key++) {
            sortValues.add(typed(sort.get(key).key(), values.get(key)));
        }
        return new Query.Position(sortValues, insertion.longValue());
    }

    private static String order(String model, List<Sort> sort) {
        StringBuilder order = new StringBuilder(model);
        for (Sort key : sort) {
            order.append(' ').append(name(key.key())).append(key.direction().ordinal());
        }
        return order.toString();
    }

    private static String name(Sort.Key key) {
        return switch (key) {
            case Sort.Key.Of(Field field) -> field.name();
            // Of another search the same number says another thing.
            case Sort.Key.Relevance(List<Predicate.Search> searches) ->
                    searches.stream()
                            .map(search -> search.field().name() + ' ' + search.text())
                            .map(search -> Integer.toHexString(search.hashCode()))
                            .collect(Collectors.joining(" ", Sort.Key.Relevance.WORD, "-"));
        };
    }

    private static @Nullable Object typed(Sort.Key key, @Nullable Object value) {
        return switch (key) {
            case Sort.Key.Of(Field field) -> typed(field, value);
            case Sort.Key.Relevance _ ->
                    expect(Number.class, value == null ? "" : value).doubleValue();
        };
    }

    /// JSON does not keep the width of a number, and a made-up cursor may hold any value.
    private static @Nullable Object typed(Field field, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (field.type() == Scalar.BOOLEAN) {
            return expect(Boolean.class, value);
        }
        if (field.type() == Scalar.INT) {
            return expect(Number.class, value).intValue();
        }
        if (field.type() == Scalar.AWS_TIMESTAMP) {
            return expect(Number.class, value).longValue();
        }
        if (field.type() == Scalar.FLOAT) {
            return expect(Number.class, value).doubleValue();
        }
        return expect(String.class, value);
    }

    private static <T> T expect(Class<T> type, Object value) {
        if (!type.isInstance(value)) {
            throw notOurs();
        }
        return type.cast(value);
    }

    private static RequestRefused notOurs() {
        return refused("the cursor is not one that a page of this API gave");
    }

    private static RequestRefused refused(String reason) {
        return RequestRefused.because(new InputProblem.CursorInvalid(reason));
    }
}
