package dev.outrigger.replica;

import dev.outrigger.model.Field;

/// One key of a sort order. Null sorts before every value when ascending, after it when descending.
public record Sort(Field field, Direction direction) {
    public enum Direction {
        ASCENDING,
        DESCENDING
    }
}
