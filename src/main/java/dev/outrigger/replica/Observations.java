package dev.outrigger.replica;

import dev.outrigger.model.Schema;
import dev.outrigger.predicate.Predicate;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Lets any number of observers follow the change log, each at its own pace and from any place that
/// the log still holds.
///
/// An observer reads the log rather than being sent changes: what is new is in memory, what is
/// older in the store, and one position says what it has seen. So there is no seam between what was
/// missed and what is live, at which a change could be lost or come twice, and a slow observer
/// holds up neither the writer nor the others.
public final class Observations {
    /// Changes in memory. An observer that is further behind reads the store.
    public static final int RECENT_CHANGES = 1_024;

    /// How many changes an observer whose filter follows relations goes back: they are held in
    /// memory, to take reads back.
    public static final long RELATED_REACH = 10_000;

    /// Changes of one step; it bounds what a step adds to an observer's own buffers.
    private static final int STEP_CHANGES = 64;

    /// Changes of one step that reads the store, where a round trip costs more than a change.
    private static final int STORE_STEP_CHANGES = 256;

    private final Schema schema;
    private final ReplicaStore store;
    private final RecentChanges recent = new RecentChanges(RECENT_CHANGES);
    private final Set<Observation> open = ConcurrentHashMap.newKeySet();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile long clearedSeq;

    public Observations(Schema schema, ReplicaStore store) {
        this.schema = schema;
        this.store = store;
        store.onCommit(this::committed);
    }

    /// The answer to [#observe].
    public sealed interface Opening {
        record Opened(Observation observation) implements Opening {}

        /// The log no longer holds every change after the given seq.
        record TooOld(long oldestSeq) implements Opening {}

        /// The log ends before the given seq.
        record Ahead(long newestSeq) implements Opening {}
    }

    /// Opens an observation of everything after `since`, or after now when it is null.
    public CompletionStage<Opening> observe(Selection selection, @Nullable Long since) {
        return store.changeRange().thenApply(range -> open(selection, since, range));
    }

    /// Opens an observation, from now on, of every change that may alter which items of a model
    /// match or what they say. It may also show some that do not.
    public CompletionStage<Observation> alterations(String model, Predicate predicate) {
        return store.changeRange()
                .thenApply(range -> opened(new AlteringSight(model, predicate), range.newest()));
    }

    /// Calls `listener` after every commit, on the writer's thread: it must return at once. A call
    /// says that there may be something new, not what.
    ///
    /// @return ends the calls
    public Runnable onNews(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /// The replica was emptied: whoever has seen less of the log than this seq has lost its place.
    public void cleared(long seq) {
        recent.clear(seq);
        clearedSeq = seq;
        listeners.forEach(Runnable::run);
    }

    /// Seq of the latest clear, or 0 when there was none.
    long clearedSeq() {
        return clearedSeq;
    }

    /// Changes after `position` that are in memory; nothing at all when some of them are not.
    Optional<List<LoggedChange>> recent(long position) {
        return recent.after(position, STEP_CHANGES);
    }

    CompletionStage<List<LoggedChange>> logged(long position) {
        return store.changes(position, STORE_STEP_CHANGES);
    }

    /// Seq of the newest change that was committed since the replica was opened; 0 while there was
    /// none.
    public long newest() {
        return recent.newest();
    }

    void closed(Observation observation) {
        open.remove(observation);
    }

    private Opening open(Selection selection, @Nullable Long since, ChangeRange range) {
        long oldest =
                selection.followsRelations()
                        ? Math.max(range.oldest(), range.newest() - RELATED_REACH + 1)
                        : range.oldest();
        if (since != null && since < oldest - 1) {
            return new Opening.TooOld(oldest);
        }
        if (since != null && since > range.newest()) {
            return new Opening.Ahead(range.newest());
        }
        long position = since == null ? range.newest() : since;
        Sight sight =
                selection.followsRelations()
                        ? new RelatedSight(schema, store, selection, position)
                        : Sight.of(selection);
        return new Opening.Opened(opened(sight, position));
    }

    private Observation opened(Sight sight, long position) {
        Observation observation = new Observation(this, sight, position);
        open.add(observation);
        return observation;
    }

    private void committed(List<LoggedChange> changes) {
        if (open.isEmpty()) {
            recent.skip(changes);
        } else {
            recent.add(changes);
        }
        listeners.forEach(Runnable::run);
    }
}
