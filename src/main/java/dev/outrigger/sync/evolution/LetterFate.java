package dev.outrigger.sync.evolution;

import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;

import org.jspecify.annotations.Nullable;

/// What becomes of one dead letter under another schema.
public sealed interface LetterFate {
    /// @param theirs null when there was none, or when it has no place any more
    record Stays(MutationFate.Stays mutation, Item item, @Nullable Item theirs)
            implements LetterFate {}

    /// It could neither be read nor retried, and is kept as it was written.
    ///
    /// @param reason one sentence without values
    /// @param kept the item that was to stay as written for as long as the letter is there, or
    ///     null; [OutboxSuccession#settled] says what becomes of it
    record Stranded(String reason, @Nullable ItemKey kept) implements LetterFate {}
}
