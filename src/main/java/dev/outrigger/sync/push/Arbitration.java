package dev.outrigger.sync.push;

import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.resolution.Conflict;
import dev.outrigger.sync.resolution.Decision;
import dev.outrigger.sync.resolution.RecordedConflict;
import dev.outrigger.sync.resolution.Resolver;
import dev.outrigger.sync.resolution.Strategy;

import java.util.Optional;

/// Turns somebody's decision about a noted conflict into a verdict.
public final class Arbitration {
    private Arbitration() {}

    /// Empty when this conflict does not wait for a decision any more. Its mutation may wait for
    /// one about a later conflict, which whoever decided has not seen.
    ///
    /// @param knowledge of the conflict's item
    /// @param noted as it is noted at this moment
    public static Optional<Verdict.Resolved> verdict(
            Knowledge knowledge, RecordedConflict noted, Decision decision) {
        if (!noted.open()) {
            return Optional.empty();
        }
        return knowledge.outbox().stream()
                .filter(each -> each.id() == noted.mutationId())
                .filter(each -> each.standing() == Standing.DISPUTED)
                .findFirst()
                .map(disputed -> verdict(disputed, noted, decision));
    }

    private static Verdict.Resolved verdict(
            PendingMutation disputed, RecordedConflict noted, Decision decision) {
        Conflict conflict = new Conflict(disputed, noted.sides().remote(), noted.reason());
        return new Verdict.Resolved(
                conflict, new Strategy.Manual().word(), Resolver.follow(conflict, decision));
    }
}
