package dev.outrigger.sync;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What a decision does to one key. The store makes the row, the outbox edits and the change
/// durable in one transaction, and tells observers only after the commit.
///
/// @param row what becomes of the stored item
/// @param outbox edits, in order
/// @param change null when clients would see no difference
public record Effect(RowEdit row, List<OutboxEdit> outbox, @Nullable ItemChange change) {
    /// What becomes of the stored item.
    public sealed interface RowEdit {
        /// It is as it was.
        record Keep() implements RowEdit {}

        /// It is this from now on.
        record Put(StoredItem stored) implements RowEdit {}

        /// The replica forgets it: the backend never heard of it.
        record Erase() implements RowEdit {}
    }

    private static final Effect NOTHING = new Effect(new RowEdit.Keep(), List.of(), null);

    public Effect {
        outbox = List.copyOf(outbox);
    }

    /// The effect of a decision that changes nothing.
    public static Effect nothing() {
        return NOTHING;
    }
}
