package dev.outrigger.testing;

import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.replica.ConflictLog;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.push.Arbitration;
import dev.outrigger.sync.push.Verdict;
import dev.outrigger.sync.resolution.Decision;
import dev.outrigger.sync.resolution.RecordedConflict;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// The conflicts of a replica in memory; `ConflictLogContract` holds it to what the real one does.
public final class InMemoryConflictLog implements ConflictLog {
    private final InMemoryReplicaStore store;
    private final Map<String, Noted> byId = new LinkedHashMap<>();
    private final List<Consumer<ItemKey>> listeners = new CopyOnWriteArrayList<>();
    private long last;

    InMemoryConflictLog(InMemoryReplicaStore store) {
        this.store = store;
    }

    private record Noted(long position, RecordedConflict conflict) {}

    synchronized void note(List<RecordedConflict> conflicts) {
        for (RecordedConflict each : conflicts) {
            Noted before = byId.get(each.id());
            byId.put(
                    each.id(),
                    before == null
                            ? new Noted(++last, each)
                            : new Noted(
                                    before.position(),
                                    each.notedAt(before.conflict().course().at())));
        }
    }

    /// What is left is read in the schema of now.
    ///
    /// @param forgotten models of which nothing is left
    synchronized void reopen(List<String> forgotten, Schema schema) {
        byId.values().removeIf(each -> forgotten.contains(each.conflict().key().model()));
        byId.replaceAll(
                (_, noted) -> new Noted(noted.position(), refitted(noted.conflict(), schema)));
    }

    private static RecordedConflict refitted(RecordedConflict conflict, Schema schema) {
        Model model = schema.required(conflict.key().model());
        RecordedConflict.Sides sides = conflict.sides();
        RecordedConflict.Course course = conflict.course();
        return new RecordedConflict(
                conflict.id(),
                conflict.mutationId(),
                conflict.key(),
                conflict.kind(),
                new RecordedConflict.Sides(
                        fields(model, sides.base()),
                        fields(model, sides.local()),
                        refitted(model, sides.remote())),
                conflict.reason(),
                new RecordedConflict.Course(
                        course.strategy(),
                        course.outcome(),
                        fields(model, course.result()),
                        course.at(),
                        course.settledAt()));
    }

    private static @Nullable RemoteItem refitted(Model model, @Nullable RemoteItem remote) {
        return remote == null
                ? null
                : new RemoteItem(
                        Item.of(model, remote.item().fields()),
                        remote.version(),
                        remote.lastChangedAt(),
                        remote.presence());
    }

    private static @Nullable Map<String, @Nullable Object> fields(
            Model model, @Nullable Map<String, @Nullable Object> written) {
        if (written == null) {
            return null;
        }
        Map<String, @Nullable Object> kept = new LinkedHashMap<>(written);
        kept.keySet().removeIf(name -> model.field(name).isEmpty());
        return kept;
    }

    synchronized void clear() {
        byId.clear();
    }

    @Override
    public synchronized CompletionStage<Page> list(Listing listing) {
        List<Noted> found =
                new ArrayList<>(byId.values())
                        .reversed().stream()
                                .filter(each -> matches(each, listing))
                                .limit(listing.limit() + 1L)
                                .toList();
        List<RecordedConflict> page =
                found.stream().limit(listing.limit()).map(Noted::conflict).toList();
        return CompletableFuture.completedStage(
                new Page(
                        page,
                        found.size() > listing.limit()
                                ? found.get(listing.limit() - 1).position()
                                : null));
    }

    private static boolean matches(Noted noted, Listing listing) {
        RecordedConflict conflict = noted.conflict();
        boolean wanted =
                switch (listing.state()) {
                    case ANY -> true;
                    case OPEN -> conflict.open();
                    case SETTLED -> !conflict.open();
                };
        return wanted
                && (listing.model() == null || listing.model().equals(conflict.key().model()))
                && (listing.before() == null || noted.position() < listing.before());
    }

    @Override
    public synchronized CompletionStage<Optional<RecordedConflict>> get(String id) {
        return CompletableFuture.completedStage(noted(id));
    }

    private synchronized Optional<RecordedConflict> noted(String id) {
        return Optional.ofNullable(byId.get(id)).map(Noted::conflict);
    }

    @Override
    public synchronized CompletionStage<Counts> counts() {
        long open = byId.values().stream().filter(each -> each.conflict().open()).count();
        return CompletableFuture.completedStage(new Counts(byId.size(), open));
    }

    void forgetListeners() {
        listeners.clear();
    }

    @Override
    public void onDecided(Consumer<ItemKey> listener) {
        listeners.add(listener);
    }

    @Override
    public CompletionStage<Answer> decide(RecordedConflict open, Decision decision) {
        Optional<Verdict.Resolved> verdict =
                noted(open.id())
                        .flatMap(
                                noted ->
                                        Arbitration.verdict(
                                                store.known(open.key()), noted, decision));
        if (verdict.isEmpty()) {
            return CompletableFuture.completedStage(new Answer.AlreadySettled());
        }
        store.settle(verdict.get().conflict().mutation(), verdict.get());
        listeners.forEach(listener -> listener.accept(open.key()));
        return get(open.id()).thenApply(found -> new Answer.Settled(found.orElseThrow()));
    }
}
