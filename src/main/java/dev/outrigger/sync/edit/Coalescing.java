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
        if (open.getFirst().standing() == Standing.HELD) {
            return mended(open, update);
        }
        PendingMutation newest = open.getLast();
        return isTakenIn(newest, update)
                ? List.of(new OutboxEdit.Replace(merged(newest, update)))
                : List.of(update);
    }

    /// A parent that an edit refers to for the first time may be waiting further down: in the
    /// earlier mutation's place, the child would overtake it.
    private static boolean isTakenIn(PendingMutation earlier, OutboxEdit.Append update) {
        return earlier.related().containsAll(update.related());
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

    /// Nothing of an item passes its held mutation. What the edit mends may be in that one, so all
    /// of them become one mutation: in the held one's place, behind which children may wait, if it
    /// may be there.
    private static List<OutboxEdit> mended(List<PendingMutation> open, OutboxEdit.Append update) {
        PendingMutation held = open.getFirst();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        open.forEach(each -> fields.putAll(each.mutation().fields()));
        fields.putAll(update.mutation().fields());
        Mutation whole = held.mutation().withFields(fields);
        BaseSnapshot base = base(open, update.base());
        if (!isTakenIn(held, update)) {
            return replacing(open, new OutboxEdit.Append(whole, update.related(), base));
        }
        return replacing(
                open.subList(1, open.size()), new OutboxEdit.Replace(held.renewed(whole, base)));
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

    private static PendingMutation merged(PendingMutation earlier, OutboxEdit.Append update) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(earlier.mutation().fields());
        fields.putAll(update.mutation().fields());
        return earlier.renewed(
                earlier.mutation().withFields(fields),
                BaseSnapshot.merged(earlier.base(), update.base()));
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
