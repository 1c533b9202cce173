package dev.outrigger.runtime;

import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.UnreadItem;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

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
    private List<UnreadItem> unread = new ArrayList<>();
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
        take(of, items, List.of());
    }

    /// Puts one into quarantine that cannot be read.
    void keepAside(int of, UnreadItem item) {
        take(of, List.of(), List.of(item));
    }

    private void take(int of, List<RemoteItem> items, List<UnreadItem> aside) {
        if (of != session) {
            session = of;
            giveUp();
        }
        int more = items.size() + aside.size();
        if (waiting.size() + unread.size() + more > limit && storing) {
            giveUp();
            failed.accept(session, "the changefeed tells more than can be stored in time");
            return;
        }
        waiting.addAll(items);
        unread.addAll(aside);
        if (!storing) {
            next();
        }
    }

    private void giveUp() {
        waiting = new ArrayList<>();
        unread = new ArrayList<>();
    }

    private void next() {
        List<RemoteItem> items = waiting;
        List<UnreadItem> aside = unread;
        giveUp();
        storing = !items.isEmpty() || !aside.isEmpty();
        if (storing) {
            int of = session;
            all(items, aside).whenComplete((_, failure) -> loop.execute(() -> stored(of, failure)));
        }
    }

    private void stored(int of, @Nullable Throwable failure) {
        if (failure != null) {
            if (of == session) {
                giveUp();
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
    private CompletionStage<?> all(List<RemoteItem> items, List<UnreadItem> aside) {
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
        aside.stream()
                .collect(Collectors.groupingBy(UnreadItem::model))
                .forEach(
                        (model, of) ->
                                runs.add(
                                        store.apply(model, List.of(), of, null)
                                                .toCompletableFuture()));
        return CompletableFuture.allOf(runs.toArray(CompletableFuture[]::new));
    }
}
