package dev.outrigger.replica;

import dev.outrigger.model.Item;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Schema;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.predicate.PredicateEvaluator;
import dev.outrigger.predicate.RelatedItems;
import dev.outrigger.predicate.Relations;
import dev.outrigger.sync.StoredItem;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// Decides whether an item matched a predicate with relations at an observer's place in the log.
/// What can be decided on the item alone is decided first, and reads nothing.
final class Membership {
    private final Schema schema;
    private final JoinedItems joined;

    Membership(Schema schema, JoinedItems joined) {
        this.schema = schema;
        this.joined = joined;
    }

    CompletionStage<Boolean> matches(Predicate predicate, Item item, Later.Moment moment) {
        if (!Relations.areAskedBy(predicate)) {
            return InTurn.said(alone(predicate, item));
        }
        return switch (predicate) {
            case Predicate.And(List<Predicate> parts) ->
                    any(parts, part -> not(part, item, moment)).thenApply(one -> !one);
            case Predicate.Or(List<Predicate> parts) ->
                    any(parts, part -> matches(part, item, moment));
            case Predicate.Not(Predicate part) -> not(part, item, moment);
            case Predicate.Related(Relation relation, Predicate part) ->
                    joins(relation, part, item, moment);
            case Predicate.All _, Predicate.Test _, Predicate.Size _, Predicate.Search _ ->
                    throw new IllegalStateException("a test of one field asks for relations");
        };
    }

    private CompletionStage<Boolean> not(Predicate part, Item item, Later.Moment moment) {
        return matches(part, item, moment).thenApply(yes -> !yes);
    }

    private static CompletionStage<Boolean> any(
            List<Predicate> parts, Function<Predicate, CompletionStage<Boolean>> question) {
        List<Predicate> cheapestFirst =
                parts.stream().sorted(Comparator.comparing(Relations::areAskedBy)).toList();
        return InTurn.any(cheapestFirst, question);
    }

    private CompletionStage<Boolean> joins(
            Relation relation, Predicate part, Item item, Later.Moment moment) {
        Join join =
                Join.of(
                        schema.required(relation.target()),
                        relation.targetFields(),
                        List.of(item),
                        relation.localFields());
        if (join.isEmpty()) {
            return InTurn.said(false);
        }
        if (!Relations.areAskedBy(part)) {
            return joined.any(join.and(part), moment);
        }
        return joined.all(join, moment)
                .thenCompose(
                        found ->
                                InTurn.any(
                                        found,
                                        (StoredItem other) -> matches(part, other.item(), moment)));
    }

    private static boolean alone(Predicate predicate, Item item) {
        return PredicateEvaluator.matches(predicate, item, RelatedItems.none());
    }
}
