package dev.outrigger.predicate;

/// The order of strings by code point, which is PostgreSQL's `collate "C"` in UTF-8. Java's own
/// order is by UTF-16 unit and puts U+1F600 before U+FF5E.
final class CodePointOrder {
    private CodePointOrder() {}

    static int compare(String left, String right) {
        int common = Math.min(left.length(), right.length());
        for (int index = 0; index < common; index++) {
            char first = left.charAt(index);
            char second = right.charAt(index);
            if (first != second) {
                return Character.compare(rank(first), rank(second));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /// Moves surrogates, which stand for the highest code points, above all other units.
    private static char rank(char unit) {
        if (Character.isSurrogate(unit)) {
            return (char) (unit + 0x2000);
        }
        return unit > Character.MAX_SURROGATE ? (char) (unit - 0x800) : unit;
    }
}
