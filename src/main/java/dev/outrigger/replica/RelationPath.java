package dev.outrigger.replica;

import dev.outrigger.model.Item;
import dev.outrigger.model.Relation;
import dev.outrigger.predicate.PossibleMatch;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.sync.ItemChange;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A way from items over relations to others, and what a predicate asks of these.
///
/// @param sources the model that each step starts from
/// @param part what is asked of the items at the end
record RelationPath(List<String> sources, List<Relation> steps, Predicate part) {
    RelationPath {
        sources = List.copyOf(sources);
        steps = List.copyOf(steps);
    }

    /// All the ways of a predicate on items of `model`.
    static List<RelationPath> of(String model, Predicate predicate) {
        List<RelationPath> paths = new ArrayList<>();
        new RelationPath(List.of(), List.of(), predicate).collect(model, predicate, paths);
        return List.copyOf(paths);
    }

    private void collect(String model, Predicate predicate, List<RelationPath> found) {
        switch (predicate) {
            case Predicate.All _, Predicate.Test _, Predicate.Size _, Predicate.Search _ -> {}
            case Predicate.And(var parts) -> parts.forEach(each -> collect(model, each, found));
            case Predicate.Or(var parts) -> parts.forEach(each -> collect(model, each, found));
            case Predicate.Not(var negated) -> collect(model, negated, found);
            case Predicate.Related(var relation, var asked) -> {
                RelationPath longer = longer(model, relation, asked);
                found.add(longer);
                longer.collect(relation.target(), asked, found);
            }
        }
    }

    private RelationPath longer(String source, Relation step, Predicate asked) {
        List<String> from = new ArrayList<>(sources);
        from.add(source);
        List<Relation> all = new ArrayList<>(steps);
        all.add(step);
        return new RelationPath(from, all, asked);
    }

    /// The model at its end.
    String end() {
        return steps.getLast().target();
    }

    /// False when a change of an item at its end changes nothing for the items at its beginning.
    boolean isMovedBy(ItemChange change) {
        Item before = change.before() == null ? null : change.before().item();
        Item after = change.kind() == ItemChange.Kind.DELETE ? null : change.after().item();
        boolean counts = mayCount(before) || mayCount(after);
        if (before == null || after == null || !joinsAlike(before, after)) {
            return counts;
        }
        return PossibleMatch.isLeftOpenBy(part)
                ? !before.fields().equals(after.fields())
                : mayCount(before) != mayCount(after);
    }

    private boolean mayCount(@Nullable Item item) {
        return item != null && PossibleMatch.of(part, item);
    }

    private boolean joinsAlike(Item before, Item after) {
        return steps.getLast().targetFields().stream()
                .allMatch(name -> Objects.equals(before.value(name), after.value(name)));
    }
}
