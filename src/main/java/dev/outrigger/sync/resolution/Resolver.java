package dev.outrigger.sync.resolution;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.Item;
import dev.outrigger.sync.BaseSnapshot;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Decides how a conflict goes on, by the strategy of its model or by somebody's decision.
public final class Resolver {
    private final Strategies strategies;

    public Resolver(Strategies strategies) {
        this.strategies = strategies;
    }

    /// What a strategy says of a conflict.
    public sealed interface Ruling {
        record Decided(Resolution resolution) implements Ruling {}

        /// A program of the operator has to be asked first.
        record AskWebhook() implements Ruling {}

        /// The strategy has no word for it: whether a create met its own item, deleted since, or a
        /// stranger's cannot be told.
        record Undecidable() implements Ruling {}
    }

    public Strategy strategy(Conflict conflict) {
        return strategies.of(conflict.key().model());
    }

    public Ruling rule(Conflict conflict) {
        // Where the item left no trace there is nothing to be brought back.
        if (conflict.theirs() == null) {
            return new Ruling.Decided(new Resolution.TakeTheirs());
        }
        return switch (strategy(conflict)) {
            case Strategy.ApplyRemote _ -> new Ruling.Decided(new Resolution.TakeTheirs());
            case Strategy.RetryLocal _, Strategy.Merge _ when deletesAnother(conflict) ->
                    new Ruling.Decided(new Resolution.TakeTheirs());
            case Strategy.RetryLocal(RemoteDeletion deletion) ->
                    conflict.meetsLiveItem()
                            ? new Ruling.Decided(again(conflict))
                            : deleted(conflict, deletion);
            case Strategy.Merge merge ->
                    conflict.meetsLiveItem() || bringsBack(conflict, merge)
                            ? new Ruling.Decided(merged(conflict, merge))
                            : deleted(conflict, merge.deletion());
            case Strategy.Webhook _ -> new Ruling.AskWebhook();
            case Strategy.Manual _ -> new Ruling.Decided(new Resolution.Await());
        };
    }

    /// What the mutation was to delete is gone, and the key has another item.
    private static boolean deletesAnother(Conflict conflict) {
        return conflict.kind() == Mutation.Kind.DELETE && conflict.meetsAnotherItem();
    }

    /// What somebody's decision does.
    public static Resolution follow(Conflict conflict, Decision decision) {
        return switch (decision) {
            case Decision.ApplyRemote _ -> new Resolution.TakeTheirs();
            case Decision.RetryLocal _ -> again(conflict);
            case Decision.Send(Map<String, @Nullable Object> fields) -> send(conflict, fields);
        };
    }

    /// What a deleted item keeps, others may have written: an update that brings it back is merged
    /// with it. A create is made from nothing, and says everything.
    private static boolean bringsBack(Conflict conflict, Strategy.Merge merge) {
        return conflict.kind() == Mutation.Kind.UPDATE
                && (merge.deletion() == RemoteDeletion.UNDELETE || meetsItsTombstone(conflict));
    }

    /// True of an undelete that meets the very deletion that it takes back.
    private static boolean meetsItsTombstone(Conflict conflict) {
        BaseSnapshot base = conflict.mutation().base();
        return conflict.mutation().undeletes()
                && base != null
                && Objects.requireNonNull(conflict.theirs()).version().equals(base.version());
    }

    private static Ruling deleted(Conflict conflict, RemoteDeletion deletion) {
        return switch (deletion) {
            case UNDELETE -> new Ruling.Decided(again(conflict));
            case ACCEPT ->
                    switch (conflict.kind()) {
                        case CREATE -> new Ruling.Undecidable();
                        case UPDATE, DELETE -> new Ruling.Decided(new Resolution.TakeTheirs());
                    };
        };
    }

    private static Resolution again(Conflict conflict) {
        Mutation mutation = conflict.mutation().mutation();
        return switch (mutation.kind()) {
            case DELETE ->
                    conflict.meetsLiveItem()
                            ? new Resolution.SendAgain(mutation)
                            : new Resolution.TakeTheirs();
            case UPDATE ->
                    // Somebody else has brought the item back.
                    conflict.mutation().undeletes() && conflict.meetsLiveItem()
                            ? send(conflict, mutation.fields())
                            : new Resolution.SendAgain(mutation);
            // The backend has the key, so that it takes updates of it only.
            case CREATE -> new Resolution.SendAgain(update(mutation, mutation.fields()));
        };
    }

    private static Resolution merged(Conflict conflict, Strategy.Merge merge) {
        Mutation mutation = conflict.mutation().mutation();
        if (mutation.kind() == Mutation.Kind.DELETE) {
            return new Resolution.SendAgain(mutation);
        }
        Item theirs = Objects.requireNonNull(conflict.theirs()).item();
        BaseSnapshot base = conflict.mutation().base();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        mutation.fields()
                .forEach(
                        (name, local) ->
                                fields.put(
                                        name,
                                        ThreeWayMerge.merge(
                                                merge.rule(name),
                                                base == null ? null : base.fields().get(name),
                                                local,
                                                theirs.value(name))));
        return send(conflict, fields);
    }

    /// Nothing is sent that the backend has already.
    private static Resolution send(Conflict conflict, Map<String, @Nullable Object> fields) {
        if (conflict.meetsLiveItem()) {
            Item theirs = Objects.requireNonNull(conflict.theirs()).item();
            boolean there =
                    fields.entrySet().stream()
                            .allMatch(
                                    field ->
                                            Objects.equals(
                                                    theirs.value(field.getKey()),
                                                    field.getValue()));
            if (there) {
                return new Resolution.TakeTheirs();
            }
        }
        return new Resolution.SendAgain(update(conflict.mutation().mutation(), fields));
    }

    /// The condition of a mutation was about the item that it was made from, and travels on.
    private static Mutation update(Mutation mutation, Map<String, @Nullable Object> fields) {
        return new Mutation(mutation.key(), Mutation.Kind.UPDATE, fields, mutation.condition());
    }
}
