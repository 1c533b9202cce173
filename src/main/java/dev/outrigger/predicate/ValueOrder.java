package dev.outrigger.predicate;

/// The order of two values of one field in normal form; PostgreSQL's order of the field's column.
public final class ValueOrder {
    private ValueOrder() {}

    /// Negative, zero or positive as `left` is before, equal to or after `right`.
    ///
    /// @throws IllegalStateException when the values are not of one ordered type: a bug, as readers
    ///     bring both to the normal form of the field
    public static int compare(Object left, Object right) {
        return switch (left) {
            case String text when right instanceof String other ->
                    CodePointOrder.compare(text, other);
            case Integer number when right instanceof Integer other -> number.compareTo(other);
            case Long number when right instanceof Long other -> number.compareTo(other);
            case Double number when right instanceof Double other -> number.compareTo(other);
            case Boolean truth when right instanceof Boolean other -> truth.compareTo(other);
            case Object _ ->
                    throw new IllegalStateException(
                            left.getClass() + " and " + right.getClass() + " have no order");
        };
    }
}
