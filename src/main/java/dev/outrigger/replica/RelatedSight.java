package dev.outrigger.replica;

import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.StoredItem;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// What an observer sees whose predicate follows relations. A change of a related item brings items
/// into the selection, or out of it, that did not change themselves.
///
/// Each change is decided about as the replica was right before it and right after it, however late
/// the observer comes to it. So the same changes are seen by who is there and by who resumes.
final class RelatedSight implements Sight {
    /// Items that one change may move, and items that one of them may be joined with.
    static final int LIMIT = 1_000;

    /// Changes of one step; it bounds what a step adds to an observer's own buffers.
    private static final int STEP_CHANGES = 64;

    private final Schema schema;
    private final Selection selection;
    private final String model;
    private final List<RelationPath> paths;
    private final Later later;
    private final JoinedItems joined;
    private final Membership membership;

    /// @param selection of one model
    /// @param position where the observer begins
    RelatedSight(Schema schema, ReplicaStore store, Selection selection, long position) {
        this.schema = schema;
        this.selection = selection;
        this.model = Objects.requireNonNull(selection.model());
        this.paths = RelationPath.of(model, selection.predicate());
        this.later = new Later(models(), position);
        this.joined = new JoinedItems(store, later, LIMIT);
        this.membership = new Membership(schema, joined);
    }

    private Set<String> models() {
        Set<String> models = new HashSet<>(Set.of(model));
        paths.forEach(path -> models.add(path.end()));
        return models;
    }

    @Override
    public long reach() {
        return Observations.RELATED_REACH;
    }

    @Override
    public CompletionStage<Seen> of(List<LoggedChange> changes) {
        later.learn(changes);
        List<ObservedChange> seen = new ArrayList<>();
        List<LoggedChange> looked = new ArrayList<>();
        return InTurn.any(
                        changes,
                        change -> {
                            looked.add(change);
                            return decided(change)
                                    .thenApply(
                                            more -> {
                                                seen.addAll(more);
                                                return seen.size() >= STEP_CHANGES;
                                            });
                        })
                .thenApply(_ -> new Seen(seen, looked.getLast().seq()));
    }

    private CompletionStage<List<ObservedChange>> decided(LoggedChange logged) {
        later.passed(logged);
        List<RelationPath> moved =
                paths.stream()
                        .filter(path -> path.end().equals(logged.change().key().model()))
                        .filter(path -> path.isMovedBy(logged.change()))
                        .toList();
        if (moved.isEmpty() && !selection.concerns(logged.change().key())) {
            return CompletableFuture.completedFuture(List.of());
        }
        List<ObservedChange> found = new ArrayList<>();
        return itself(logged, found)
                .thenCompose(_ -> beginnings(moved, logged))
                .thenCompose(
                        items -> InTurn.any(items.values(), item -> related(logged, item, found)))
                .thenApply(_ -> group(found));
    }

    /// Only the last of what comes of one change says that all of it was seen.
    private static List<ObservedChange> group(List<ObservedChange> found) {
        List<ObservedChange> group = new ArrayList<>();
        for (ObservedChange each : found) {
            boolean last = group.size() == found.size() - 1;
            group.add(last ? each : each.followedByOthers());
        }
        return group;
    }

    private CompletionStage<Boolean> itself(LoggedChange logged, List<ObservedChange> found) {
        ItemChange change = logged.change();
        if (!selection.concerns(change.key())) {
            return InTurn.said(false);
        }
        StoredItem before = change.before();
        StoredItem after = change.kind() == ItemChange.Kind.DELETE ? null : change.after();
        return seen(logged, before, after)
                .thenApply(
                        seen -> {
                            seen.ifPresent(kind -> found.add(ObservedChange.of(kind, logged)));
                            return false;
                        });
    }

    private CompletionStage<Boolean> related(
            LoggedChange logged, StoredItem item, List<ObservedChange> found) {
        return seen(logged, item, item)
                .thenApply(
                        seen -> {
                            seen.filter(kind -> kind != ItemChange.Kind.UPDATE)
                                    .map(
                                            kind ->
                                                    new ObservedChange(
                                                            kind, logged, item, logged.seq()))
                                    .ifPresent(found::add);
                            return false;
                        });
    }

    /// As what a change is seen that made `after` of `before`; null where there is no item.
    private CompletionStage<Optional<ItemChange.Kind>> seen(
            LoggedChange logged, @Nullable StoredItem before, @Nullable StoredItem after) {
        return matches(before, later.before(logged))
                .thenCompose(
                        matched ->
                                matches(after, later.now())
                                        .thenApply(
                                                matches ->
                                                        Optional.ofNullable(
                                                                Selection.kind(matched, matches))));
    }

    private CompletionStage<Boolean> matches(@Nullable StoredItem item, Later.Moment moment) {
        return item == null
                ? InTurn.said(false)
                : membership.matches(selection.predicate(), item.item(), moment);
    }

    /// The items that these ways lead from to the item that changed, as it was and as it is: all
    /// that may have come into the selection, or gone out of it, but for the item itself.
    private CompletionStage<Map<ItemKey, StoredItem>> beginnings(
            List<RelationPath> moved, LoggedChange logged) {
        // Reads find them in another order when the observer comes late.
        Map<ItemKey, StoredItem> found = new TreeMap<>(Comparator.comparing(ItemKey::text));
        List<Item> ends = new ArrayList<>();
        if (logged.change().before() != null) {
            ends.add(logged.change().before().item());
        }
        if (logged.change().kind() != ItemChange.Kind.DELETE) {
            ends.add(logged.change().after().item());
        }
        return InTurn.any(
                        moved,
                        path ->
                                up(path, path.steps().size() - 1, ends)
                                        .thenApply(items -> add(items, logged, found)))
                .thenApply(_ -> found);
    }

    private boolean add(
            List<StoredItem> items, LoggedChange logged, Map<ItemKey, StoredItem> found) {
        for (StoredItem item : items) {
            if (selection.concerns(item.key()) && !item.key().equals(logged.change().key())) {
                found.put(item.key(), item);
            }
        }
        if (found.size() > LIMIT) {
            throw new RelatedTooMany(LIMIT);
        }
        return false;
    }

    private CompletionStage<List<StoredItem>> up(
            RelationPath path, int step, Collection<Item> ends) {
        Relation relation = path.steps().get(step);
        Join join =
                Join.of(
                        schema.required(path.sources().get(step)),
                        relation.localFields(),
                        ends,
                        relation.targetFields());
        if (join.isEmpty()) {
            return CompletableFuture.completedFuture(List.of());
        }
        CompletionStage<List<StoredItem>> sources = joined.all(join, later.now());
        return step == 0
                ? sources
                : sources.thenCompose(
                        found -> up(path, step - 1, found.stream().map(StoredItem::item).toList()));
    }
}
