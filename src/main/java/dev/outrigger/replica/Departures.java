package dev.outrigger.replica;

import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Version;
import dev.outrigger.sync.RemoteItem;

import java.util.LinkedHashMap;
import java.util.Map;

/// The newest versions of items that were seen lately and belong to no sync expression, so that an
/// older copy, which may still match, does not bring one of them back, nor an older deletion stand
/// for what became of it.
///
/// It need not outlive the process: an older copy comes late only by a link that was open then. Of
/// items that left so long ago that they are forgotten here, the next base sync corrects a copy.
final class Departures {
    /// Some megabytes; more items than a link has under way.
    private static final int KEPT = 10_000;

    private final Map<ItemKey, Version> versions = new LinkedHashMap<>();

    void note(ItemKey key, Version version) {
        Version known = versions.remove(key);
        versions.put(key, known != null && known.isNewerThan(version) ? known : version);
        if (versions.size() > KEPT) {
            versions.remove(versions.keySet().iterator().next());
        }
    }

    /// True when the item is known to have left after it was as `item` says.
    boolean precedes(RemoteItem item) {
        Version left = versions.get(item.key());
        return left != null && left.isNewerThan(item.version());
    }
}
