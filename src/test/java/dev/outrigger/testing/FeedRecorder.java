package dev.outrigger.testing;

import dev.outrigger.runtime.Backend;
import dev.outrigger.sync.RemoteItem;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Writes down what a changefeed tells, one line a call: `acknowledged`, `received Post/p1 v2`,
/// `received Post/p1 v3 deleted` or `lost …`.
public final class FeedRecorder implements Backend.Listener {
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<RemoteItem> items = new CopyOnWriteArrayList<>();

    public List<String> calls() {
        return List.copyOf(calls);
    }

    public List<RemoteItem> items() {
        return List.copyOf(items);
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
    public void lost(String reason) {
        calls.add("lost " + reason);
    }
}
