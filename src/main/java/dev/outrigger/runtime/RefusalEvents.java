package dev.outrigger.runtime;

import dev.outrigger.contract.Mutation;
import dev.outrigger.json.Members;
import dev.outrigger.sync.BackendError;
import dev.outrigger.sync.DeadLetter;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.Rejection;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Tells observers of mutations that the backend refused for good, each once.
final class RefusalEvents {
    private final EngineObservers observers;

    RefusalEvents(EngineObservers observers) {
        this.observers = observers;
    }

    /// Those that came of one refusal: what builds on it may have ended with it.
    void tell(List<DeadLetter> letters) {
        for (DeadLetter letter : letters) {
            Map<String, Object> payload =
                    payload(
                            letter.mutation(),
                            letter.rejection(),
                            Elements.of(letter.item(), letter.version()));
            payload.put("deadLetterId", letter.id());
            observers.tell(name(letter.rejection()), payload);
        }
    }

    /// One that the dead letters had no room for, so that it waits in the outbox.
    void tellHeld(PendingMutation mutation, Rejection rejection) {
        observers.tell(name(rejection), payload(mutation, rejection, mutation.mutation().fields()));
    }

    private static String name(Rejection rejection) {
        return rejection.cause() == Rejection.Cause.CONDITION_FALSE
                ? "conditionalSaveFailed"
                : "outboxMutationFailed";
    }

    private static Map<String, Object> payload(
            PendingMutation refused, Rejection rejection, Map<String, @Nullable Object> element) {
        Mutation mutation = refused.mutation();
        Map<String, Object> payload = new LinkedHashMap<>();
        payload.put("errorType", rejection.cause().errorType());
        payload.put("operation", mutation.kind().name().toLowerCase(Locale.ROOT));
        payload.put("model", mutation.key().model());
        payload.put("key", mutation.key().values());
        payload.put("element", element);
        payload.put("errors", rejection.errors().stream().map(RefusalEvents::json).toList());
        return payload;
    }

    private static Map<String, Object> json(BackendError error) {
        return Members.of("errorType", error.errorType()).and("message", error.message()).json();
    }
}
