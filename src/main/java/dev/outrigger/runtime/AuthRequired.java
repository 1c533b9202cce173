package dev.outrigger.runtime;

import dev.outrigger.contract.Mutation;
import dev.outrigger.json.Members;
import dev.outrigger.sync.push.Claimed;
import dev.outrigger.sync.push.FetchOutcome;
import dev.outrigger.sync.push.PushEvent;
import dev.outrigger.sync.push.PushOutcome;
import dev.outrigger.sync.push.PushState;

import java.util.Locale;

/// Tells observers that delivery waits until somebody signs in: once, however many mutations find
/// it out and however often it is tried again meanwhile. Used on the engine's thread.
final class AuthRequired {
    private final EngineObservers observers;
    private boolean told;

    AuthRequired(EngineObservers observers) {
        this.observers = observers;
    }

    /// @param state in which the event found delivery
    void heard(PushState state, PushEvent event) {
        switch (event) {
            case PushEvent.Answered(Claimed sent, PushOutcome.NotSignedIn(String reason)) ->
                    tell(sent, operation(sent), reason);
            case PushEvent.Fetched(Claimed sent, FetchOutcome.NotSignedIn(String reason)) ->
                    tell(sent, "get", reason);
            // What was on its way when the wait began may still be answered well.
            case PushEvent.Answered(Claimed _, PushOutcome outcome)
                    when state instanceof PushState.Draining && answered(outcome) ->
                    told = false;
            case PushEvent.CredentialsChanged _, PushEvent.Stopped _ -> told = false;
            case PushEvent.Answered _, PushEvent.Fetched _, PushEvent.Started _ -> {}
            case PushEvent.Reached _, PushEvent.OthersWereTaken _ -> {}
            case PushEvent.OutboxChanged _, PushEvent.Released _ -> {}
            case PushEvent.Loaded _, PushEvent.ClaimTaken _, PushEvent.Settled _ -> {}
            case PushEvent.Unstorable _, PushEvent.StoreFailed _, PushEvent.RetryDue _ -> {}
            case PushEvent.Advised _, PushEvent.Resumed _ -> {}
        }
    }

    /// True when the backend said something about the mutation, so that it knows who asks.
    private static boolean answered(PushOutcome outcome) {
        return switch (outcome) {
            case PushOutcome.Accepted _,
                    PushOutcome.Conflict _,
                    PushOutcome.ConditionFailed _,
                    PushOutcome.Refused _,
                    PushOutcome.Unreadable _,
                    PushOutcome.Faulted _,
                    PushOutcome.Unsaid _ ->
                    true;
            case PushOutcome.NotSignedIn _,
                    PushOutcome.NotTogether _,
                    PushOutcome.Deferred _,
                    PushOutcome.Unanswered _ ->
                    false;
        };
    }

    private void tell(Claimed sent, String operation, String reason) {
        if (told) {
            return;
        }
        told = true;
        observers.tell(
                "authRequired",
                Members.of("errorType", "Unauthorized")
                        .and("model", sent.mutation().key().model())
                        .and("operation", operation)
                        .and("error", reason)
                        .json());
    }

    private static String operation(Claimed sent) {
        Mutation mutation = sent.mutation().mutation();
        return mutation.kind().name().toLowerCase(Locale.ROOT);
    }
}
