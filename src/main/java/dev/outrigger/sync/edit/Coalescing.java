package dev.outrigger.sync.edit;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.OutboxEdit;
import dev.outrigger.sync.PendingMutation;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Decides how a new mutation of an item joins the ones of the same item that wait in the outbox.
///
/// Only the newest waiting mutation is a candidate, and only while the backend certainly does not
/// have it: what may have been sent is never changed. Nothing is merged across a condition, because
/// the condition was checked between the two.
final class Coalescing {
    private Coalescing() {}

    /// A change of some fields of an item that exists here.
    static List<OutboxEdit> update(
            List<PendingMutation> outbox, Mutation update, Set<ItemKey> related) {
        PendingMutation newest = newest(outbox);
        if (newest == null || !newest.open() || update.conditional()) {
            return List.of(new OutboxEdit.Append(update, related));
        }
        // A parent that this edit refers to for the first time may be waiting further down: in the
        // earlier mutation's place, the child would overtake it.
        if (!newest.related().containsAll(related)) {
            return List.of(new OutboxEdit.Append(update, related));
        }
        return switch (newest.mutation().kind()) {
            case CREATE, UPDATE ->
                    List.of(new OutboxEdit.Replace(newest.renewed(overlaid(newest, update))));
            case DELETE -> List.of(new OutboxEdit.Append(update, related));
        };
    }

    /// The end of an item that the backend knows, or may know.
    ///
    /// The delete goes to the tail even where it replaces an update: deletes of children may stand
    /// between the two, and they go first.
    static List<OutboxEdit> delete(
            List<PendingMutation> outbox, Mutation delete, Set<ItemKey> related) {
        PendingMutation newest = newest(outbox);
        OutboxEdit append = new OutboxEdit.Append(delete, related);
        boolean replaces =
                newest != null
                        && newest.open()
                        && newest.mutation().kind() == Mutation.Kind.UPDATE
                        && !delete.conditional();
        return replaces ? List.of(new OutboxEdit.Remove(newest.id()), append) : List.of(append);
    }

    /// True when the backend never heard of the item: then its end need not be told either.
    static boolean unheardOf(List<PendingMutation> outbox) {
        return !outbox.isEmpty()
                && outbox.getFirst().mutation().kind() == Mutation.Kind.CREATE
                && outbox.stream().allMatch(PendingMutation::unsent);
    }

    private static Mutation overlaid(PendingMutation earlier, Mutation update) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(earlier.mutation().fields());
        fields.putAll(update.fields());
        return earlier.mutation().withFields(fields);
    }

    private static @Nullable PendingMutation newest(List<PendingMutation> outbox) {
        return outbox.isEmpty() ? null : outbox.getLast();
    }
}
