package dev.outrigger.testing;

import dev.outrigger.replica.LoggedChange;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.reconcile.Applied;

import java.util.List;

/// Counts what became of items that were taken in together.
final class AppliedItems {
    private AppliedItems() {}

    /// @param changes at most one of each item
    static Applied count(int items, List<LoggedChange> changes) {
        return new Applied(
                count(changes, ItemChange.Kind.INSERT),
                count(changes, ItemChange.Kind.UPDATE),
                count(changes, ItemChange.Kind.DELETE),
                items - changes.size());
    }

    private static int count(List<LoggedChange> changes, ItemChange.Kind kind) {
        return (int) changes.stream().filter(each -> each.change().kind() == kind).count();
    }
}
