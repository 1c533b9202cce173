package dev.outrigger.replica;

import dev.outrigger.predicate.PredicateEvaluator;
import dev.outrigger.predicate.RelatedItems;
import dev.outrigger.sync.StoredItem;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Finds items as they were at an observer's place in the log: reads them as they are, learns what
/// has changed behind that place, and takes these items as they were.
///
/// What has changed is read after the items, so that no change can be in these and not known.
final class JoinedItems {
    /// Changes of one read of the log.
    private static final int PART = 256;

    private final ReplicaStore store;
    private final Later later;
    private final int limit;

    /// @param limit items of one answer
    JoinedItems(ReplicaStore store, Later later, int limit) {
        this.store = store;
        this.later = later;
        this.limit = limit;
    }

    /// @return fails with [RelatedTooMany] when there are more than the limit
    CompletionStage<List<StoredItem>> all(Join join, Later.Moment moment) {
        return read(join, limit).thenApply(page -> all(page, join, moment));
    }

    /// Whether there is one.
    CompletionStage<Boolean> any(Join join, Later.Moment moment) {
        // One more than may be taken back, so that one is left if there is one.
        return read(join, moment.known(join.model().name()) + 1)
                .thenCompose(
                        page -> {
                            if (!merged(page, join, moment).isEmpty()) {
                                return InTurn.said(true);
                            }
                            // More may be taken back by now than was asked for.
                            return page.next() == null ? InTurn.said(false) : any(join, moment);
                        });
    }

    private List<StoredItem> all(Query.Page page, Join join, Later.Moment moment) {
        List<StoredItem> found = merged(page, join, moment);
        if (page.next() != null || found.size() > limit) {
            throw new RelatedTooMany(limit);
        }
        return found;
    }

    private CompletionStage<Query.Page> read(Join join, int most) {
        Query query =
                new Query(
                        join.model(), join.predicate(), List.of(), most, new Query.Start.Offset(0));
        return store.query(query).thenCompose(page -> learned().thenApply(_ -> page));
    }

    private CompletionStage<Boolean> learned() {
        return store.changes(later.upTo(), PART)
                .thenCompose(
                        changes -> {
                            later.learn(changes);
                            return changes.size() < PART ? InTurn.said(true) : learned();
                        });
    }

    private static List<StoredItem> merged(Query.Page page, Join join, Later.Moment moment) {
        List<StoredItem> found = new ArrayList<>();
        for (ReadItem read : page.items()) {
            if (!moment.knows(read.stored().key())) {
                found.add(read.stored());
            }
        }
        for (StoredItem earlier : moment.items(join.model().name())) {
            if (PredicateEvaluator.matches(join.predicate(), earlier.item(), RelatedItems.none())) {
                found.add(earlier);
            }
        }
        return found;
    }
}
