package dev.outrigger.testing;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.ItemKey;
import dev.outrigger.predicate.PredicateFilter;
import dev.outrigger.replica.StrandedMutation;
import dev.outrigger.sync.BaseSnapshot;
import dev.outrigger.sync.DeadLetter;
import dev.outrigger.sync.DeliveryHistory;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.StoredItem.Presence;
import dev.outrigger.sync.evolution.EarlierItem;
import dev.outrigger.sync.evolution.EarlierKey;
import dev.outrigger.sync.evolution.EarlierLetter;
import dev.outrigger.sync.evolution.EarlierMutation;
import dev.outrigger.sync.evolution.LetterFate;
import dev.outrigger.sync.evolution.MutationFate;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;

/// What a replica in memory holds, as a change of the schema is decided about it, and back.
final class EarlierForms {
    private EarlierForms() {}

    static EarlierItem of(StoredItem stored) {
        return new EarlierItem(
                stored.item().fields(),
                stored.base() == null ? null : stored.base().fields(),
                stored.version(),
                stored.presence(),
                stored.pending());
    }

    static EarlierMutation of(PendingMutation pending) {
        Mutation mutation = pending.mutation();
        return new EarlierMutation(
                pending.id(),
                key(pending.key()),
                new EarlierMutation.Content(
                        mutation.kind(), mutation.fields(), condition(mutation)),
                pending.base() == null ? null : pending.base().fields(),
                pending.undeletes() ? Presence.TOMBSTONE : Presence.LIVE,
                pending.related().stream().map(EarlierForms::key).toList(),
                pending.standing());
    }

    private static EarlierKey key(ItemKey key) {
        return new EarlierKey(key.model(), key.text());
    }

    static EarlierLetter of(DeadLetter letter) {
        return new EarlierLetter(
                of(letter.mutation()),
                letter.policy(),
                letter.item().fields(),
                letter.theirs() == null ? null : letter.theirs().fields());
    }

    static PendingMutation said(PendingMutation earlier, MutationFate.Stays stays) {
        return new PendingMutation(
                earlier.id(),
                stays.mutation(),
                stays.related(),
                earlier.savedAt(),
                base(earlier, stays),
                history(earlier, stays),
                stays.standing());
    }

    private static DeliveryHistory history(PendingMutation earlier, MutationFate.Stays stays) {
        DeliveryHistory history = earlier.history();
        boolean anew = stays.stops(earlier.standing());
        return new DeliveryHistory(
                anew ? 0 : history.attempts(),
                anew ? null : history.lastAttemptAt(),
                history.conflicts(),
                history.faults(),
                stays.held() == null ? history.lastError() : stays.held());
    }

    private static @Nullable BaseSnapshot base(PendingMutation earlier, MutationFate.Stays stays) {
        BaseSnapshot base = earlier.base();
        return base == null || stays.base() == null
                ? null
                : new BaseSnapshot(base.version(), stays.base(), base.presence());
    }

    static DeadLetter said(DeadLetter earlier, LetterFate.Stays stays) {
        PendingMutation mutation = earlier.mutation();
        return new DeadLetter(
                new PendingMutation(
                        mutation.id(),
                        stays.mutation().mutation(),
                        stays.mutation().related(),
                        mutation.savedAt(),
                        base(mutation, stays.mutation()),
                        mutation.history(),
                        mutation.standing()),
                earlier.rejection(),
                earlier.policy(),
                stays.item(),
                stays.theirs(),
                earlier.version(),
                earlier.refusedAt());
    }

    static StrandedMutation stranded(PendingMutation earlier, String reason, Instant now) {
        Mutation mutation = earlier.mutation();
        return new StrandedMutation(
                earlier.id(),
                earlier.key().model(),
                earlier.key().text(),
                mutation.kind(),
                mutation.fields(),
                condition(mutation),
                reason,
                earlier.savedAt(),
                now);
    }

    private static @Nullable Map<String, @Nullable Object> condition(Mutation mutation) {
        return mutation.conditional() ? PredicateFilter.of(mutation.condition()) : null;
    }
}
