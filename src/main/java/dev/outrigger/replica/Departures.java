package dev.outrigger.replica;

import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.reconcile.Trace;

import java.util.LinkedHashMap;
import java.util.Map;

/// The newest states of items that were seen lately and belong to no sync expression, so that an
/// older copy, which may still match, does not bring one of them back, nor an older deletion stand
/// for what became of it.
///
/// It need not outlive the process: an older copy comes late only by a link that was open then. Of
/// items that left so long ago that they are forgotten here, the next base sync corrects a copy.
final class Departures {
    /// Some megabytes; more items than a link has under way.
    private static final int KEPT = 10_000;

    private final Map<ItemKey, Trace> traces = new LinkedHashMap<>();

    void note(ItemKey key, Trace trace) {
        Trace known = traces.remove(key);
        traces.put(key, known != null && known.follows(trace) ? known : trace);
        if (traces.size() > KEPT) {
            traces.remove(traces.keySet().iterator().next());
        }
    }

    /// True when the item is known to have left after it was as `item` says.
    boolean precedes(RemoteItem item) {
        Trace left = traces.get(item.key());
        return left != null && left.follows(Trace.of(item));
    }
}
