package dev.outrigger.store;

import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.UnreadItem;
import dev.outrigger.sync.edit.Edit;

import java.util.ArrayList;
import java.util.List;

/// What some operations, which are decided about together, have to know of the database before.
///
/// @param settled keys of the mutations that verdicts are about
/// @param keys of every item that is decided about, those among them
/// @param unread keys of items that could not be read
record Needs(
        List<Edit> edits,
        List<Operation.Apply> applied,
        List<ItemKey> settled,
        List<ItemKey> keys,
        List<ItemKey> unread,
        List<Long> mutationIds,
        List<Long> letterIds) {

    static Needs of(List<Operation> operations) {
        Needs needs =
                new Needs(
                        new ArrayList<>(operations.size()),
                        new ArrayList<>(),
                        new ArrayList<>(),
                        new ArrayList<>(operations.size()),
                        new ArrayList<>(),
                        new ArrayList<>(),
                        new ArrayList<>());
        operations.forEach(needs::add);
        return needs;
    }

    private void add(Operation operation) {
        switch (operation) {
            case Operation.EditOne(Edit edit) -> add(edit);
            case Operation.EditAll(List<Edit> all) -> all.forEach(this::add);
            case Operation.Settle settle -> {
                settled.add(settle.mutation().key());
                keys.add(settle.mutation().key());
            }
            case Operation.Apply apply -> add(apply);
            case Operation.Remove remove -> keys.addAll(remove.keys());
            case Operation.DecideConflict decide -> keys.add(decide.open().key());
            case Operation.Sweep(List<ItemKey> swept) -> keys.addAll(swept);
            case Operation.Claim(List<Long> ids) -> mutationIds.addAll(ids);
            case Operation.Decide(long letterId, var _) -> letterIds.add(letterId);
            case Operation.Aside _,
                    Operation.CatchUp _,
                    Operation.Release _,
                    Operation.DiscardStranded _,
                    Operation.Clear _ -> {}
        }
    }

    private void add(Edit edit) {
        edits.add(edit);
        keys.add(edit.key());
    }

    private void add(Operation.Apply apply) {
        applied.add(apply);
        for (RemoteItem item : apply.items()) {
            keys.add(item.key());
        }
        for (UnreadItem item : apply.unread()) {
            ItemKey key = item.key();
            if (key != null) {
                unread.add(key);
            }
        }
    }
}
