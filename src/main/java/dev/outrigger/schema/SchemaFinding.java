package dev.outrigger.schema;

import java.util.Comparator;

/// One thing in a schema document that was not understood.
///
/// @param line from 1
/// @param column from 1
/// @param message what was met and what would be accepted
public record SchemaFinding(int line, int column, String message)
        implements Comparable<SchemaFinding> {
    private static final Comparator<SchemaFinding> BY_PLACE =
            Comparator.comparingInt(SchemaFinding::line)
                    .thenComparingInt(SchemaFinding::column)
                    .thenComparing(SchemaFinding::message);

    @Override
    public int compareTo(SchemaFinding other) {
        return BY_PLACE.compare(this, other);
    }
}
