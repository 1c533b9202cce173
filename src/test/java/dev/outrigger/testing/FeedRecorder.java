package dev.outrigger.testing;

import dev.outrigger.runtime.Backend;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.UnreadItem;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Writes down what a changefeed tells, one line a call: `acknowledged`, `received Post/p1 v2`,
/// `received Post/p1 v3 deleted`, `filter refused of Post: …` or `lost …`.
public final class FeedRecorder implements Backend.Listener {
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Set<String> withheld = ConcurrentHashMap.newKeySet();
    private final List<RemoteItem> items = new CopyOnWriteArrayList<>();

    public List<String> calls() {
        return List.copyOf(calls);
    }

    public List<RemoteItem> items() {
        return List.copyOf(items);
    }

    /// The models whose changes are not told.
    public Set<String> withheld() {
        return Set.copyOf(withheld);
    }

    @Override
    public void withheld(String model, String reason) {
        withheld.add(model);
    }

    @Override
    public void acknowledged() {
        calls.add("acknowledged");
    }

    @Override
    public void received(RemoteItem item) {
        items.add(item);
        calls.add(
                "received %s v%d%s"
                        .formatted(
                                item.key(),
                                item.version().number(),
                                item.live() ? "" : " deleted"));
    }

    @Override
    public void unread(UnreadItem item) {
        calls.add(item + ": " + item.reason());
    }

    @Override
    public void filterRefused(String model, String reason) {
        calls.add("filter refused of " + model + ": " + reason);
    }

    @Override
    public void lost(String reason) {
        calls.add("lost " + reason);
    }
}
