package dev.outrigger.sync;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What a decision does to one key. The store makes the row, the outbox edits and the change
/// durable in one transaction, and tells observers only after the commit.
///
/// @param row what becomes of the stored item
/// @param outbox edits, in order
/// @param change null when clients would see no difference
/// @param letters edits of the dead letters beside those that [LetterEdit#of] finds
public record Effect(
        RowEdit row,
        List<OutboxEdit> outbox,
        @Nullable ItemChange change,
        List<LetterEdit> letters) {
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
        letters = List.copyOf(letters);
    }

    /// Without a dead letter.
    public Effect(RowEdit row, List<OutboxEdit> outbox, @Nullable ItemChange change) {
        this(row, outbox, change, List.of());
    }

    /// The effect of a decision that changes nothing.
    public static Effect nothing() {
        return NOTHING;
    }
}
