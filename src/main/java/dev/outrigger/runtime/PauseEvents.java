package dev.outrigger.runtime;

import dev.outrigger.json.Members;
import dev.outrigger.sync.push.Claimed;
import dev.outrigger.sync.push.FetchOutcome;
import dev.outrigger.sync.push.PushCommand;
import dev.outrigger.sync.push.PushEvent;
import dev.outrigger.sync.push.PushOutcome;
import dev.outrigger.sync.push.PushState;
import dev.outrigger.sync.push.PushStep;

import org.jspecify.annotations.Nullable;

/// Tells observers why delivery pauses and for how long, where time is all that it needs. Whoever
/// has to sign in is told by [AuthRequired].
final class PauseEvents {
    private final EngineObservers observers;

    PauseEvents(EngineObservers observers) {
        this.observers = observers;
    }

    /// @param before the state that the event found
    void heard(PushState before, PushEvent event, PushStep step) {
        String reason = reason(event);
        if (reason == null
                || before instanceof PushState.Waiting
                || !(step.next() instanceof PushState.Waiting)) {
            return;
        }
        for (PushCommand command : step.commands()) {
            if (command instanceof PushCommand.ArmRetry(var delay)) {
                observers.tell(
                        "outboxWaiting",
                        Members.of("errorType", "Transient")
                                .and("error", reason)
                                .and("retryInMs", delay.toMillis())
                                .json());
            }
        }
    }

    /// Null when nothing failed that time mends.
    private static @Nullable String reason(PushEvent event) {
        return switch (event) {
            case PushEvent.Answered(Claimed _, PushOutcome.Deferred(var _, String reason)) ->
                    reason;
            case PushEvent.Answered(Claimed _, PushOutcome.Unanswered(String reason)) -> reason;
            case PushEvent.Answered(Claimed _, PushOutcome.Faulted(String reason)) -> reason;
            case PushEvent.Fetched(Claimed _, FetchOutcome.Failed(String reason)) -> reason;
            case PushEvent.StoreFailed(var _, String reason) -> reason;
            case PushEvent.Answered _, PushEvent.Fetched _, PushEvent.Started _ -> null;
            case PushEvent.Stopped _, PushEvent.Reached _, PushEvent.CredentialsChanged _ -> null;
            case PushEvent.OthersWereTaken _, PushEvent.Released _, PushEvent.Loaded _ -> null;
            case PushEvent.OutboxChanged _, PushEvent.ClaimTaken _, PushEvent.Settled _ -> null;
            case PushEvent.RetryDue _, PushEvent.Advised _, PushEvent.Resumed _ -> null;
            case PushEvent.Unstorable _ -> null;
        };
    }
}
