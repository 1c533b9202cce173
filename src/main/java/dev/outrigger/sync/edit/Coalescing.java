package dev.outrigger.sync.edit;

import dev.outrigger.contract.Mutation;
import dev.outrigger.sync.BaseSnapshot;
import dev.outrigger.sync.OutboxEdit;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Decides how a new mutation of an item joins the ones of the same item that wait in the outbox.
///
/// Only mutations at the tail are candidates, and only those that the backend certainly does not
/// have: what may have been sent is never changed. Nothing is merged across a condition, because
/// the condition was checked between the two.
final class Coalescing {
    private Coalescing() {}

    /// A change of some fields of an item that exists here.
    static List<OutboxEdit> update(List<PendingMutation> outbox, OutboxEdit.Append update) {
        List<PendingMutation> open = open(outbox);
        if (open.isEmpty() || update.mutation().conditional()) {
            return List.of(update);
        }
        boolean held = open.getFirst().standing() == Standing.HELD;
        // Nothing of an item passes its held mutation, and what the edit mends may be in that one:
        // all of them become one mutation, in the place behind which children may wait.
        List<PendingMutation> joined = held ? open : open.subList(open.size() - 1, open.size());
        PendingMutation place = joined.getFirst();
        OutboxEdit.Append whole = whole(joined, update);
        // A parent that this edit refers to for the first time may be waiting further down: in the
        // earlier mutation's place, the child would overtake it.
        if (place.related().containsAll(update.related())) {
            return replacing(
                    joined.subList(1, joined.size()),
                    new OutboxEdit.Replace(place.renewed(whole.mutation(), whole.base())));
        }
        return held ? replacing(open, whole) : List.of(update);
    }

    /// The end of an item that the backend knows, or may know.
    ///
    /// The delete goes to the tail even where it replaces an update: deletes of children may stand
    /// between the two, and they go first.
    static List<OutboxEdit> delete(List<PendingMutation> outbox, OutboxEdit.Append delete) {
        List<PendingMutation> replaced = delete.mutation().conditional() ? List.of() : open(outbox);
        return replacing(
                replaced,
                new OutboxEdit.Append(
                        delete.mutation(), delete.related(), base(replaced, delete.base())));
    }

    /// What mutations and an update behind them come to.
    private static OutboxEdit.Append whole(List<PendingMutation> joined, OutboxEdit.Append update) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        joined.forEach(each -> fields.putAll(each.mutation().fields()));
        fields.putAll(update.mutation().fields());
        return new OutboxEdit.Append(
                joined.getFirst().mutation().withFields(fields),
                update.related(),
                base(joined, update.base()));
    }

    /// What a mutation was made from that takes the place of others.
    private static @Nullable BaseSnapshot base(
            List<PendingMutation> replaced, @Nullable BaseSnapshot newest) {
        BaseSnapshot base = newest;
        for (PendingMutation each : replaced.reversed()) {
            base = BaseSnapshot.merged(each.base(), base);
        }
        return base;
    }

    private static List<OutboxEdit> replacing(
            List<PendingMutation> replaced, OutboxEdit replacement) {
        List<OutboxEdit> edits = new ArrayList<>();
        replaced.forEach(each -> edits.add(new OutboxEdit.Remove(each.id())));
        edits.add(replacement);
        return edits;
    }

    /// True when the backend never heard of the item: then its end need not be told either.
    static boolean unheardOf(List<PendingMutation> outbox) {
        return !outbox.isEmpty()
                && outbox.getFirst().mutation().kind() == Mutation.Kind.CREATE
                && outbox.stream().allMatch(PendingMutation::unsent);
    }

    /// True when an item that the backend has deleted was brought back, and the backend certainly
    /// does not know it: then it is deleted there still.
    static boolean unsentUndelete(List<PendingMutation> outbox) {
        return !outbox.isEmpty()
                && outbox.getFirst().undeletes()
                && outbox.stream().allMatch(PendingMutation::unsent);
    }

    /// The mutations at the tail that may still be changed, oldest first.
    private static List<PendingMutation> open(List<PendingMutation> outbox) {
        int first = outbox.size();
        while (first > 0 && outbox.get(first - 1).open()) {
            first--;
        }
        return outbox.subList(first, outbox.size());
    }
}
