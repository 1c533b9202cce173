package dev.outrigger.api.wire;

import dev.outrigger.api.problem.InputProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.model.Field;
import dev.outrigger.model.Scalar;
import dev.outrigger.replica.Query;
import dev.outrigger.replica.Sort;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Writes positions of a sort order as opaque texts. A cursor names its model and sort order, as
/// its values mean nothing in another one; the filter may change between pages.
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
            sortValues.add(typed(sort.get(key).field(), values.get(key)));
        }
        return new Query.Position(sortValues, insertion.longValue());
    }

    private static String order(String model, List<Sort> sort) {
        StringBuilder order = new StringBuilder(model);
        for (Sort key : sort) {
            order.append(' ').append(key.field().name()).append(key.direction().ordinal());
        }
        return order.toString();
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
