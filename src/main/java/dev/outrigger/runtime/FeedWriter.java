package dev.outrigger.runtime;

import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.sync.RemoteItem;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/// Stores what the changefeed tells. While some items are being stored those that come meanwhile
/// wait, and then go together: a burst of the backend takes one place among the writes that wait,
/// and leaves the others to the clients' saves. Used on the engine's thread.
final class FeedWriter {
    /// Some megabytes of usual items, as much as a pull under way lets wait.
    static final int WAITING_ITEMS = 10_000;

    private final ReplicaStore store;
    private final Executor loop;
    private final int limit;
    private final BiConsumer<Integer, String> failed;
    private List<RemoteItem> waiting = new ArrayList<>();
    private int session;
    private boolean storing;

    /// @param limit items that may wait; with one more all of them are given up
    /// @param failed called with the session whose items are not all stored, and why
    FeedWriter(ReplicaStore store, Executor loop, int limit, BiConsumer<Integer, String> failed) {
        this.store = store;
        this.loop = loop;
        this.limit = limit;
        this.failed = failed;
    }

    /// @param of the session that the items came in; what is left of an older one is pulled by it
    void store(int of, List<RemoteItem> items) {
        if (of != session) {
            session = of;
            waiting = new ArrayList<>();
        }
        if (waiting.size() + items.size() > limit && storing) {
            waiting = new ArrayList<>();
            failed.accept(session, "the changefeed tells more than can be stored in time");
            return;
        }
        waiting.addAll(items);
        if (!storing) {
            next();
        }
    }

    private void next() {
        List<RemoteItem> items = waiting;
        waiting = new ArrayList<>();
        storing = !items.isEmpty();
        if (storing) {
            int of = session;
            all(items).whenComplete((_, failure) -> loop.execute(() -> stored(of, failure)));
        }
    }

    private void stored(int of, @Nullable Throwable failure) {
        if (failure != null) {
            if (of == session) {
                waiting = new ArrayList<>();
            }
            failed.accept(of, reason(failure));
        }
        next();
    }

    private static String reason(Throwable failure) {
        Throwable cause = failure.getCause();
        return String.valueOf((cause == null ? failure : cause).getMessage());
    }

    /// Runs of items of one model go together, in the order in which they came.
    private CompletionStage<?> all(List<RemoteItem> items) {
        List<CompletableFuture<?>> runs = new ArrayList<>();
        int first = 0;
        for (int place = 1; place <= items.size(); place++) {
            String model = items.get(first).key().model();
            if (place == items.size() || !items.get(place).key().model().equals(model)) {
                List<RemoteItem> run = items.subList(first, place);
                runs.add(store.apply(model, run, null).toCompletableFuture());
                first = place;
            }
        }
        return CompletableFuture.allOf(runs.toArray(CompletableFuture[]::new));
    }
}
