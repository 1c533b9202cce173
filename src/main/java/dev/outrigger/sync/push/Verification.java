package dev.outrigger.sync.push;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.Item;
import dev.outrigger.model.Version;
import dev.outrigger.sync.RemoteItem;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Decides, from the backend's current item, what became of an earlier attempt whose answer nobody
/// saw. Sending again without looking would append to lists twice and double a create.
final class Verification {
    private Verification() {}

    /// What to do next about the mutation.
    sealed interface Finding {
        /// The attempt had its effect, or has lost its object.
        record Ended(Verdict verdict) implements Finding {}

        /// It goes out, on top of this version.
        record SendOn(@Nullable Version base) implements Finding {}
    }

    static Finding examine(Claimed claimed, FetchOutcome outcome) {
        Mutation mutation = claimed.mutation().mutation();
        return switch (outcome) {
            case FetchOutcome.Failed(String reason) ->
                    new Finding.Ended(new Verdict.Postponed(reason));
            case FetchOutcome.Absent _ -> absent(mutation);
            case FetchOutcome.Found(RemoteItem found) when !found.live() ->
                    tombstone(mutation, found);
            case FetchOutcome.Found(RemoteItem found) -> live(mutation, claimed.base(), found);
        };
    }

    private static Finding absent(Mutation mutation) {
        return switch (mutation.kind()) {
            case CREATE -> new Finding.SendOn(null);
            case UPDATE, DELETE -> new Finding.Ended(new Verdict.Overruled(null));
        };
    }

    private static Finding tombstone(Mutation mutation, RemoteItem found) {
        return switch (mutation.kind()) {
            case DELETE -> new Finding.Ended(new Verdict.Acknowledged(found));
            case UPDATE -> new Finding.Ended(new Verdict.Overruled(found));
            // Ours arrived and was deleted since, or the key was deleted before ours ever came.
            case CREATE ->
                    new Finding.Ended(
                            carries(found.item(), mutation)
                                    ? new Verdict.Overruled(found)
                                    : new Verdict.Held(
                                            "the backend keeps a deleted item with this key"));
        };
    }

    private static Finding live(Mutation mutation, @Nullable Version base, RemoteItem found) {
        boolean untouched = found.version().equals(base);
        boolean there = carries(found.item(), mutation);
        return switch (mutation.kind()) {
            case CREATE ->
                    new Finding.Ended(
                            there
                                    ? new Verdict.Acknowledged(found)
                                    : new Verdict.Rebased(
                                            found, "the backend has an item with this key"));
            case UPDATE ->
                    there && !untouched
                            ? new Finding.Ended(new Verdict.Acknowledged(found))
                            : new Finding.SendOn(found.version());
            case DELETE -> new Finding.SendOn(found.version());
        };
    }

    private static boolean carries(Item item, Mutation mutation) {
        return mutation.fields().entrySet().stream()
                .allMatch(field -> Objects.equals(item.value(field.getKey()), field.getValue()));
    }
}
