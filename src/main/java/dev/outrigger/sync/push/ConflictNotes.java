package dev.outrigger.sync.push;

import dev.outrigger.sync.Effect;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.OutboxEdit;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.resolution.Conflict;
import dev.outrigger.sync.resolution.RecordedConflict;
import dev.outrigger.sync.resolution.Resolution;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What a verdict leaves in the log of conflicts, in the transaction that makes it durable: nothing
/// that a client saved ends by a conflict without a trace.
public final class ConflictNotes {
    private ConflictNotes() {}

    /// @param knowledge before the verdict took effect
    /// @param effect of the verdict
    /// @param now local clock
    public static List<RecordedConflict> of(
            Knowledge knowledge, Effect effect, Verdict verdict, Instant now) {
        if (!(verdict instanceof Verdict.Resolved resolved) || effect.equals(Effect.nothing())) {
            return List.of();
        }
        Conflict met = resolved.conflict();
        List<RecordedConflict> notes = new ArrayList<>();
        notes.add(RecordedConflict.of(met, resolved.strategy(), resolved.resolution(), now));
        for (PendingMutation each : knowledge.outbox()) {
            boolean ended = effect.outbox().contains(new OutboxEdit.Remove(each.id()));
            if (ended && each.id() != met.mutation().id()) {
                Conflict its =
                        new Conflict(
                                each,
                                met.theirs(),
                                "it was made on top of a mutation of an item that the backend"
                                        + " has deleted");
                notes.add(
                        RecordedConflict.of(
                                its, resolved.strategy(), new Resolution.TakeTheirs(), now));
            }
        }
        return notes;
    }
}
