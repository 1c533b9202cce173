package dev.outrigger.sync.edit;

import dev.outrigger.model.ItemKey;

import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/// What a replica knows beside the item that an edit is about, when the edit is decided.
///
/// @param visibility true of a key under which clients can see an item
/// @param seqs of an item's newest change; 0 when it never had one
public record Surroundings(Predicate<ItemKey> visibility, ToLongFunction<ItemKey> seqs) {
    boolean visible(ItemKey key) {
        return visibility.test(key);
    }

    long seq(ItemKey key) {
        return seqs.applyAsLong(key);
    }
}
