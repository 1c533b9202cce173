package dev.outrigger.sync.edit;

import dev.outrigger.model.FieldProblem;
import dev.outrigger.model.ItemKey;

import java.util.List;

/// Why a client's request was not carried out. Nothing was stored.
public sealed interface Refusal {
    /// The schema has no such model.
    ///
    /// @param known the names that it has
    record ModelUnknown(String model, List<String> known) implements Refusal {}

    /// The model is only pulled: its items are the backend's alone.
    record ModelReadOnly(String model) implements Refusal {}

    record ItemUnknown(ItemKey key) implements Refusal {}

    record ItemExists(ItemKey key) implements Refusal {}

    /// The item that is to be brought back is there.
    record NotDeleted(ItemKey key) implements Refusal {}

    /// @param problems at least one
    record ItemInvalid(String model, List<FieldProblem> problems) implements Refusal {}

    /// @param path JSON pointer inside the predicate
    record PredicateInvalid(String path, String reason) implements Refusal {}

    /// The item is not as the [Guard] of the edit wants it.
    sealed interface GuardFails extends Refusal {}

    /// The edit's condition does not hold on the replica's item.
    record ConditionFalse(ItemKey key) implements GuardFails {}

    /// The replica does not know the version that the client expects.
    ///
    /// @param expected 0 for none
    /// @param actual the known version as text, or `null`
    record VersionDiffers(ItemKey key, long expected, String actual) implements GuardFails {}

    /// The item is not as the client saw it any more.
    record ItemChanged(ItemKey key, Expected.AsSeen expected, Expected.AsSeen actual)
            implements GuardFails {}

    /// The item is in none of the states that the client expects.
    record ItemInNone(ItemKey key, Expected.AsSeen actual) implements GuardFails {}

    /// The item is there, or in a state, where the client expects it not to be.
    record ItemPresent(ItemKey key, Expected.AsSeen actual) implements GuardFails {}

    /// The edit makes the item belong to one that is not there.
    ///
    /// @param relation of the item
    record ParentUnknown(ItemKey key, String relation, ItemKey parent) implements Refusal {}

    /// The deletion of an item is restricted to one that nothing belongs to.
    ///
    /// @param parent the item itself, or one that would go with it
    /// @param relation of `parent` that leads to items
    record ChildrenExist(ItemKey key, ItemKey parent, String relation) implements Refusal {}

    /// The item's deletion waits in the outbox and may already have been sent.
    record DeletePending(ItemKey key) implements Refusal {}

    /// An item with this key was deleted and the backend keeps its tombstone, so that it would not
    /// accept the key again. That item can be brought back.
    record KeyDeleted(ItemKey key) implements Refusal {}

    /// The outbox is at its limit; saves are accepted again once some mutations were delivered.
    record OutboxFull(long limit) implements Refusal {}

    /// More requests wait for the replica's writer than its queue holds.
    record ReplicaBusy(int limit) implements Refusal {}

    /// PostgreSQL cannot be reached, or did not say whether it committed.
    record ReplicaUnavailable(String reason) implements Refusal {}
}
