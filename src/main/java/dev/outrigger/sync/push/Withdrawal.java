package dev.outrigger.sync.push;

import dev.outrigger.sync.PendingMutation.Standing;

import java.util.ArrayList;
import java.util.List;

/// Takes back the claims of mutations that are not sent after all, because delivery stopped or
/// paused meanwhile. Left as claimed they would count as sent, and what others have written would
/// be taken for their effect.
record Withdrawal(Window window, List<PushCommand> commands) {
    private static final String REASON = "delivery stopped or paused before it was sent";

    static Withdrawal of(Window window, List<Claimed> claimed) {
        Window next = window;
        List<PushCommand> commands = new ArrayList<>();
        for (Claimed each : claimed) {
            long id = each.mutation().id();
            switch (each.before()) {
                case WAITING, HELD, DISPUTED -> {
                    next = next.answered(id);
                    commands.add(
                            new PushCommand.Settle(
                                    each, new Verdict.Postponed(Standing.WAITING, REASON)));
                }
                // An earlier attempt is open, so that nothing has changed.
                case SENT, CONTESTED -> next = next.queued(List.of(id));
            }
        }
        return new Withdrawal(next, commands);
    }
}
