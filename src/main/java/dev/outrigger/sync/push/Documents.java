package dev.outrigger.sync.push;

import dev.outrigger.sync.PendingMutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/// Divides what may be sent into documents.
///
/// The free lanes come first: a backend carries the mutations of one document out one after the
/// other, so a few mutations are faster side by side. Documents grow only when there are more
/// mutations than lanes.
///
/// @param lanes that are free
/// @param mutations that one document may have
/// @param characters that the values in one document may have
record Documents(int lanes, int mutations, int characters) {
    /// What a name and its punctuation take, about.
    private static final int FIELD_CHARACTERS = 24;

    /// How many mutations fit at all.
    int room() {
        return Math.max(0, lanes) * mutations;
    }

    /// @param alone what shares its document with nothing else
    /// @return at most one document for each lane, in the order that was given; what does not fit
    ///     is left out
    <T> List<List<T>> of(
            List<T> waiting, Function<T, PendingMutation> mutation, Predicate<T> alone) {
        int each = Math.clamp(Math.ceilDiv(waiting.size(), Math.max(1, lanes)), 1, mutations);
        List<List<T>> documents = new ArrayList<>();
        List<T> open = List.of();
        int size = 0;
        boolean closed = true;
        for (T next : waiting) {
            int more = characters(mutation.apply(next));
            boolean single = alone.test(next);
            if (closed || single || open.size() == each || size + more > characters) {
                if (documents.size() == lanes) {
                    break;
                }
                open = new ArrayList<>();
                documents.add(open);
                size = 0;
            }
            open.add(next);
            size += more;
            closed = single;
        }
        return documents;
    }

    private static int characters(PendingMutation waiting) {
        return characters(waiting.mutation().fields());
    }

    private static int characters(Object value) {
        return switch (value) {
            case String text -> text.length();
            case Map<?, ?> fields ->
                    fields.entrySet().stream()
                            .mapToInt(
                                    field ->
                                            FIELD_CHARACTERS
                                                    + (field.getValue() == null
                                                            ? 0
                                                            : characters(field.getValue())))
                            .sum();
            case List<?> elements ->
                    elements.stream()
                            .mapToInt(element -> element == null ? 0 : characters(element) + 1)
                            .sum();
            // Numbers and truth values are short.
            case Object _ -> FIELD_CHARACTERS;
        };
    }
}
