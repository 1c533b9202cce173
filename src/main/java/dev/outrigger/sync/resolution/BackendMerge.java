package dev.outrigger.sync.resolution;

import dev.outrigger.conflict.FieldMerge;
import dev.outrigger.contract.Mutation;
import dev.outrigger.model.Version;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.sync.BaseSnapshot;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.RemoteItem;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Finds out what a backend's Automerge took from an update that it accepted.
///
/// Automerge does not know what an update was made from. So it keeps its own scalar also where
/// nobody but this client changed it, and appends a list to the one that the list was made from.
/// The base tells what was meant.
public final class BackendMerge {
    private final Strategy strategy;
    private final PendingMutation sent;
    private final RemoteItem answer;

    private BackendMerge(Strategy strategy, PendingMutation sent, RemoteItem answer) {
        this.strategy = strategy;
        this.sent = sent;
        this.answer = answer;
    }

    /// The update that puts right what the backend made of `sent`; empty when there is nothing to.
    ///
    /// @param sentOn the version that it carried
    public static Optional<Mutation> mended(
            Strategy strategy, PendingMutation sent, @Nullable Version sentOn, RemoteItem answer) {
        boolean merged = sentOn != null && answer.version().isNewerThan(sentOn.next());
        if (!merged || !answer.live() || sent.mutation().kind() != Mutation.Kind.UPDATE) {
            return Optional.empty();
        }
        return new BackendMerge(strategy, sent, answer).mended();
    }

    private Optional<Mutation> mended() {
        BaseSnapshot base = sent.base();
        if (base == null) {
            return Optional.empty();
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        sent.mutation()
                .fields()
                .forEach(
                        (name, local) -> {
                            Object meant = meant(name, base.fields().get(name), local);
                            if (!Objects.equals(meant, answer.item().value(name))) {
                                fields.put(name, meant);
                            }
                        });
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Mutation(
                                sent.key(), Mutation.Kind.UPDATE, fields, new Predicate.All()));
    }

    /// A list is sent again only by a rule: put right, and late once more, it would be appended as
    /// a whole, with what others have in it.
    private @Nullable Object meant(String name, @Nullable Object base, @Nullable Object local) {
        Object merged = answer.item().value(name);
        return switch (strategy) {
            case Strategy.Merge merge ->
                    alone(name, base, local, merged)
                            ? local
                            : ThreeWayMerge.merge(
                                    merge.rule(name), base, local, theirs(local, merged));
            case Strategy.ApplyRemote _,
                    Strategy.RetryLocal _,
                    Strategy.Webhook _,
                    Strategy.Manual _ ->
                    local instanceof List<?> || !alone(name, base, local, merged) ? merged : local;
        };
    }

    /// True when nobody but this client changed the field, whatever the backend made of it. Where a
    /// number was there already, the backend keeps its own: one that equals ours is another's step.
    private boolean alone(
            String name, @Nullable Object base, @Nullable Object local, @Nullable Object merged) {
        Object appended =
                FieldMerge.merge(
                                Collections.singletonMap(name, base),
                                Collections.singletonMap(name, local))
                        .get(name);
        boolean taken = Objects.equals(merged, local) && (base == null || !strategy.counts(name));
        return taken || Objects.equals(merged, appended);
    }

    /// What the backend had before it appended the client's list.
    private static @Nullable Object theirs(@Nullable Object local, @Nullable Object merged) {
        if (local instanceof List<?> ours && merged instanceof List<?> all) {
            int before = all.size() - ours.size();
            if (before >= 0 && all.subList(before, all.size()).equals(ours)) {
                return all.subList(0, before);
            }
        }
        return merged;
    }
}
