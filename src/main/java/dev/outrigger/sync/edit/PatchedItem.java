package dev.outrigger.sync.edit;

import dev.outrigger.model.Item;

/// An item after a merge patch.
sealed interface PatchedItem {
    record Valid(Item item) implements PatchedItem {}

    record Refused(Refusal refusal) implements PatchedItem {}
}
