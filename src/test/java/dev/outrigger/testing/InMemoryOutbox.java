package dev.outrigger.testing;

import dev.outrigger.model.ItemKey;
import dev.outrigger.replica.OutboxSummary;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.push.Claimed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What waits in a replica in memory; a view of what the replica knows of its items.
record InMemoryOutbox(Map<ItemKey, Knowledge> knowledge) {
    /// All mutations, oldest first.
    List<PendingMutation> pending() {
        return knowledge.values().stream()
                .flatMap(known -> known.outbox().stream())
                .sorted(Comparator.comparingLong(PendingMutation::id))
                .toList();
    }

    OutboxSummary summary() {
        List<PendingMutation> all = pending();
        return new OutboxSummary(
                all.size(),
                all.stream().filter(each -> each.standing() == Standing.HELD).count(),
                all.stream()
                        .map(PendingMutation::savedAt)
                        .min(Comparator.naturalOrder())
                        .orElse(null));
    }

    List<Claimed> claim(List<Long> mutationIds, Instant now) {
        List<Claimed> claimed = new ArrayList<>();
        for (long id : mutationIds.stream().sorted().toList()) {
            owner(id).ifPresent(known -> claimed.add(claim(known, id, now)));
        }
        return claimed;
    }

    private Claimed claim(Knowledge known, long id, Instant now) {
        PendingMutation waiting =
                known.outbox().stream().filter(each -> each.id() == id).findFirst().orElseThrow();
        Claimed claimed = Claimed.of(waiting, known.stored(), now);
        List<PendingMutation> outbox = new ArrayList<>(known.outbox());
        outbox.replaceAll(each -> each.id() == id ? claimed.mutation() : each);
        knowledge.put(known.key(), new Knowledge(known.key(), known.stored(), outbox));
        return claimed;
    }

    /// @return how many were held
    int release() {
        int released = 0;
        for (Knowledge known : List.copyOf(knowledge.values())) {
            List<PendingMutation> outbox = new ArrayList<>();
            for (PendingMutation each : known.outbox()) {
                boolean held = each.standing() == Standing.HELD;
                released += held ? 1 : 0;
                outbox.add(held ? each.released() : each);
            }
            knowledge.put(known.key(), new Knowledge(known.key(), known.stored(), outbox));
        }
        return released;
    }

    private Optional<Knowledge> owner(long mutationId) {
        return knowledge.values().stream()
                .filter(known -> known.outbox().stream().anyMatch(each -> each.id() == mutationId))
                .findFirst();
    }
}
