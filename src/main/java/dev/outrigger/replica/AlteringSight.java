package dev.outrigger.replica;

import dev.outrigger.predicate.PossibleMatch;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.StoredItem;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// What an observer sees who asks a query again after each change that may alter its answer: which
/// items match, and what they say. Nothing is read for it, so it shows more than alters, and never
/// less.
final class AlteringSight implements Sight {
    private final String model;
    private final Predicate predicate;
    private final List<RelationPath> paths;

    /// @param model whose items are asked for
    AlteringSight(String model, Predicate predicate) {
        this.model = model;
        this.predicate = predicate;
        this.paths = RelationPath.of(model, predicate);
    }

    @Override
    public CompletionStage<Seen> of(List<LoggedChange> changes) {
        List<ObservedChange> seen =
                changes.stream()
                        .filter(logged -> alters(logged.change()))
                        .map(logged -> ObservedChange.of(logged.change().kind(), logged))
                        .toList();
        return CompletableFuture.completedFuture(new Seen(seen, changes.getLast().seq()));
    }

    @Override
    public long reach() {
        return Long.MAX_VALUE;
    }

    private boolean alters(ItemChange change) {
        String changed = change.key().model();
        return (changed.equals(model) && (mayMatch(change.before()) || mayMatch(change.after())))
                || paths.stream()
                        .anyMatch(path -> path.end().equals(changed) && path.isMovedBy(change));
    }

    private boolean mayMatch(@Nullable StoredItem stored) {
        return stored != null && PossibleMatch.of(predicate, stored.item());
    }
}
