package dev.outrigger.sync.push;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.Item;
import dev.outrigger.sync.BaseSnapshot;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.RemoteItem;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/// Decides, from the backend's current item, what became of an earlier attempt whose answer nobody
/// saw. Sending again without looking would append to lists twice and double a create.
final class Verification {
    private Verification() {}

    /// What to do next about the mutation.
    sealed interface Finding {
        /// The attempt had its effect, or has lost its object.
        record Ended(Verdict verdict) implements Finding {}

        /// It goes out, on top of this item, unless it is in conflict with it.
        ///
        /// @param theirs live, or the tombstone that it brings back; null when there is none
        record SendOn(@Nullable RemoteItem theirs) implements Finding {}

        /// What became of it is told by an item that cannot be taken in.
        record Hidden(String reason) implements Finding {}

        /// The backend's item is in its way.
        ///
        /// @param theirs null when the backend has no trace of the item
        record Met(@Nullable RemoteItem theirs, String reason) implements Finding {}
    }

    static Finding examine(Claimed claimed, FetchOutcome outcome) {
        return switch (outcome) {
            case FetchOutcome.Failed(String reason) -> postponed(claimed, reason);
            case FetchOutcome.Unreadable(String reason) -> new Finding.Hidden(reason);
            case FetchOutcome.NotSignedIn(String reason) -> postponed(claimed, reason);
            case FetchOutcome.NotTogether(String reason) -> postponed(claimed, reason);
            // Whether it arrived cannot be found out, and sent again it might arrive twice.
            case FetchOutcome.Refused(Rejection rejection) ->
                    new Finding.Ended(new Verdict.Refused(rejection));
            case FetchOutcome.Absent _ -> absent(claimed);
            case FetchOutcome.Found(RemoteItem found) when !found.live() ->
                    tombstone(claimed, found);
            case FetchOutcome.Found(RemoteItem found) -> live(claimed, found);
        };
    }

    private static Finding postponed(Claimed claimed, String reason) {
        return new Finding.Ended(new Verdict.Postponed(claimed.before(), reason));
    }

    private static Finding absent(Claimed claimed) {
        return switch (claimed.mutation().mutation().kind()) {
            // Not sent from here: it must be known as sent, durably, before it is.
            case CREATE ->
                    contested(claimed)
                            ? new Finding.Ended(
                                    new Verdict.Postponed(
                                            Standing.WAITING, "the item in its way is gone"))
                            : new Finding.SendOn(null);
            case UPDATE, DELETE ->
                    new Finding.Met(null, "the backend has no trace of the item any more");
        };
    }

    private static Finding tombstone(Claimed claimed, RemoteItem found) {
        PendingMutation mutation = claimed.mutation();
        return switch (mutation.mutation().kind()) {
            case DELETE -> new Finding.Ended(new Verdict.Acknowledged(found));
            case UPDATE ->
                    mutation.undeletes()
                                    && mutation.base() != null
                                    && found.version().equals(mutation.base().version())
                            ? new Finding.SendOn(found)
                            : new Finding.Met(found, "the backend has deleted the item");
            // An attempt without answer has made the item, and somebody has deleted it since.
            case CREATE ->
                    contested(claimed)
                            ? new Finding.Met(
                                    found, "the backend keeps a deleted item with this key")
                            : new Finding.Ended(new Verdict.Acknowledged(found));
        };
    }

    private static Finding live(Claimed claimed, RemoteItem found) {
        Mutation mutation = claimed.mutation().mutation();
        boolean there = carries(found.item(), mutation);
        return switch (mutation.kind()) {
            case CREATE ->
                    contested(claimed) && !there
                            ? new Finding.Met(found, "the backend has an item with this key")
                            : new Finding.Ended(new Verdict.Acknowledged(found));
            case UPDATE ->
                    tried(claimed) && (there || appended(claimed, found.item()))
                            ? new Finding.Ended(new Verdict.Acknowledged(found))
                            : new Finding.SendOn(found);
            case DELETE -> new Finding.SendOn(found);
        };
    }

    /// False when it was only looked at, because what is known of its item speaks against sending
    /// it: then nothing that the backend has is its effect.
    private static boolean tried(Claimed claimed) {
        return claimed.before() != Standing.WAITING;
    }

    /// True when the backend refused the attempt, so that its item is somebody else's. An attempt
    /// without answer has made the item that is there now, whatever became of it since.
    private static boolean contested(Claimed claimed) {
        return claimed.before() == Standing.CONTESTED;
    }

    /// True when the item has every field as the mutation sets it.
    static boolean carries(Item item, Mutation mutation) {
        return mutation.fields().entrySet().stream()
                .allMatch(field -> Objects.equals(item.value(field.getKey()), field.getValue()));
    }

    /// True when a list of the mutation stands in the backend's list more often than in the one
    /// that the mutation was made from: Automerge has appended it. What the replica knows of the
    /// backend is no measure, because it may have heard of the very append that is looked for.
    private static boolean appended(Claimed claimed, Item found) {
        return claimed.mutation().mutation().fields().entrySet().stream()
                .anyMatch(
                        field ->
                                field.getValue() instanceof List<?> sent
                                        && !sent.isEmpty()
                                        && found.value(field.getKey()) instanceof List<?> now
                                        && occurrences(sent, now)
                                                > occurrences(
                                                        sent, madeFrom(claimed, field.getKey())));
    }

    private static List<?> madeFrom(Claimed claimed, String field) {
        BaseSnapshot base = claimed.mutation().base();
        Item known = claimed.baseItem();
        if (base != null) {
            return base.fields().get(field) instanceof List<?> list ? list : List.of();
        }
        return known != null && known.value(field) instanceof List<?> list ? list : List.of();
    }

    /// How often a list stands in another one as a whole.
    private static int occurrences(List<?> part, List<?> whole) {
        int count = 0;
        for (int at = 0; at + part.size() <= whole.size(); at++) {
            count += whole.subList(at, at + part.size()).equals(part) ? 1 : 0;
        }
        return count;
    }
}
