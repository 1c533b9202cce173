package dev.outrigger.sync.edit;

import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.Cascade;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Set;

/// What a client asks of one item.
public sealed interface Edit {
    ItemKey key();

    Guard guard();

    /// A new item; refused when the item exists.
    ///
    /// @param given names of the fields that the client set, which are the ones that are sent
    record Create(Item item, Set<String> given) implements Edit {
        public Create {
            given = Set.copyOf(given);
        }

        @Override
        public ItemKey key() {
            return item.key();
        }

        @Override
        public Guard guard() {
            return Guard.none();
        }
    }

    /// The whole item, new or not.
    ///
    /// @param given names of the fields that the client set; used when the save is a create
    record Save(Item item, Set<String> given, Guard guard) implements Edit {
        public Save {
            given = Set.copyOf(given);
        }

        @Override
        public ItemKey key() {
            return item.key();
        }
    }

    /// Some fields of an existing item, by JSON Merge Patch (RFC 7396).
    ///
    /// @param patch decoded JSON, not yet checked against the model
    record Patch(ItemKey key, Map<String, @Nullable Object> patch, Guard guard) implements Edit {}

    /// Some fields of an existing item, each of them as a whole.
    ///
    /// @param fields decoded JSON, not yet checked against the model
    record Update(ItemKey key, Map<String, @Nullable Object> fields, Guard guard) implements Edit {}

    /// @param cascade what becomes of what the item's relations lead to; null for what is
    ///     configured for each
    record Delete(ItemKey key, Guard guard, @Nullable Cascade cascade) implements Edit {
        public Delete(ItemKey key, Guard guard) {
            this(key, guard, null);
        }
    }

    /// A deleted item is to be there again.
    ///
    /// @param patch of the item as it last was, by JSON Merge Patch; not yet checked
    record Undelete(ItemKey key, Map<String, @Nullable Object> patch) implements Edit {
        @Override
        public Guard guard() {
            return Guard.none();
        }
    }
}
