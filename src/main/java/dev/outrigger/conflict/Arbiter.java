package dev.outrigger.conflict;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.Field;
import dev.outrigger.model.Item;
import dev.outrigger.model.Model;
import dev.outrigger.model.Version;
import dev.outrigger.predicate.PredicateEvaluator;
import dev.outrigger.predicate.RelatedItems;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/// Decides what a backend does with a mutation of one model.
///
/// The guard is asked first, so that who may not write learns nothing of the item. A condition is
/// looked at before the version: a client whose condition is false hears of that whatever it knew.
/// A deleted item stays deleted, whatever version a mutation carries: only one that says that it
/// was made from this very tombstone brings it back.
public record Arbiter(Model model, ConflictStrategy strategy) {
    /// @param stored what the backend holds under the mutation's key, or null when it never had it
    /// @param now the backend's clock, whole milliseconds
    public MutationOutcome decide(
            @Nullable VersionedItem stored, MutationRequest request, Instant now) {
        return switch (request.guard().judge(stored)) {
            case MutationGuard.Verdict.Granted _ -> granted(stored, request, now);
            case MutationGuard.Verdict.Refused(var fields) -> new MutationOutcome.Denied(fields);
        };
    }

    private MutationOutcome granted(
            @Nullable VersionedItem stored, MutationRequest request, Instant now) {
        return switch (request.mutation().kind()) {
            case CREATE -> create(stored, request.mutation(), now);
            case UPDATE -> existing(stored, request, now);
            case DELETE -> existing(stored, request, now);
        };
    }

    private MutationOutcome create(@Nullable VersionedItem stored, Mutation mutation, Instant now) {
        if (stored != null) {
            return repeats(stored, mutation)
                    ? new MutationOutcome.Repeated(stored)
                    : new MutationOutcome.Refused(MutationOutcome.Reason.KEY_TAKEN);
        }
        Map<String, @Nullable Object> key = new LinkedHashMap<>(model.keyFields(mutation.key()));
        if (!holds(mutation, Item.of(model, key))) {
            return new MutationOutcome.Refused(MutationOutcome.Reason.CONDITION_FALSE);
        }
        Map<String, @Nullable Object> fields =
                new Timestamping(model).created(mutation.fields(), now);
        fields.putAll(key);
        return new MutationOutcome.Stored(
                new VersionedItem(
                        Item.of(model, fields), new Version(1), now, VersionedItem.Presence.LIVE));
    }

    private MutationOutcome existing(
            @Nullable VersionedItem stored, MutationRequest request, Instant now) {
        if (stored == null) {
            return new MutationOutcome.Refused(MutationOutcome.Reason.ITEM_UNKNOWN);
        }
        if (!holds(request.mutation(), stored.withMetadata())) {
            return new MutationOutcome.Refused(MutationOutcome.Reason.CONDITION_FALSE);
        }
        if (request.ground().isOf(stored) && (stored.live() || request.undeletes())) {
            return new MutationOutcome.Stored(applied(stored, request.mutation(), now));
        }
        // Whoever brings an item back has not seen that it is there: there is nothing to merge.
        return stored.live() && !request.undeletes()
                ? resolve(stored, request, now)
                : new MutationOutcome.Conflict(stored);
    }

    private VersionedItem applied(VersionedItem stored, Mutation mutation, Instant now) {
        return deletes(mutation) ? stored.buried(now) : updated(stored, mutation, now);
    }

    private static boolean deletes(Mutation mutation) {
        return mutation.kind() == Mutation.Kind.DELETE;
    }

    private VersionedItem updated(VersionedItem stored, Mutation mutation, Instant now) {
        Map<String, @Nullable Object> changed =
                new Timestamping(model).updated(mutation.fields(), now);
        return stored.changed(stored.item().with(changed), now);
    }

    private MutationOutcome resolve(VersionedItem stored, MutationRequest request, Instant now) {
        return switch (strategy) {
            case ConflictStrategy.Automerge _ ->
                    deletes(request.mutation())
                            ? new MutationOutcome.Conflict(stored)
                            : new MutationOutcome.Stored(merged(stored, request.mutation(), now));
            case ConflictStrategy.OptimisticConcurrency _ -> new MutationOutcome.Conflict(stored);
            case ConflictStrategy.Lambda _ -> ruled(stored, request, now);
        };
    }

    /// The time of the update is a scalar like any other, so the stored one stays.
    private VersionedItem merged(VersionedItem stored, Mutation update, Instant now) {
        var fields =
                FieldMerge.merge(
                        stored.item().fields(), new Timestamping(model).given(update.fields()));
        return stored.changed(stored.item().with(fields), now);
    }

    /// A ruling for another version is none: the item may hold now what nobody has looked at.
    private MutationOutcome ruled(VersionedItem stored, MutationRequest request, Instant now) {
        Ruling ruling = request.ruling();
        if (ruling == null || !ruling.seen().equals(stored.version())) {
            return new MutationOutcome.Unresolved(
                    stored, applied(stored, request.mutation(), now).as(stored));
        }
        return switch (ruling.resolution()) {
            case Resolution.Replace(Item item) ->
                    new MutationOutcome.Stored(
                            stored.changed(
                                    stored.item()
                                            .with(
                                                    new Timestamping(model)
                                                            .replaced(stored, item, now)),
                                    now));
            case Resolution.Remove _ -> new MutationOutcome.Stored(stored.buried(now));
            case Resolution.Reject _ -> new MutationOutcome.Conflict(stored);
        };
    }

    /// True when the stored item is what the create would have made, but for what the backend fills
    /// in. The answer to such a create was lost on its way, and refusing it now would make the
    /// client believe that somebody else owns the key.
    private boolean repeats(VersionedItem stored, Mutation create) {
        return stored.live()
                && model.fields().stream().allMatch(field -> repeats(field, stored, create));
    }

    private boolean repeats(Field field, VersionedItem stored, Mutation create) {
        Object sent = create.fields().get(field.name());
        boolean filledIn = sent == null && new Timestamping(model).names().contains(field.name());
        return filledIn
                || model.isKey(field.name())
                || Objects.equals(sent, stored.item().value(field.name()));
    }

    private static boolean holds(Mutation mutation, Item current) {
        return PredicateEvaluator.matches(mutation.condition(), current, RelatedItems.none());
    }
}
