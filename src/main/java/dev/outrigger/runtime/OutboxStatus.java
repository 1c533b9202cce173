package dev.outrigger.runtime;

import java.util.Map;

/// Tells observers whether mutations wait. Told and read on the engine's thread.
final class OutboxStatus {
    private final EngineObservers observers;
    private boolean toldFilled;

    OutboxStatus(EngineObservers observers) {
        this.observers = observers;
    }

    void tell(boolean isEmpty) {
        toldFilled = !isEmpty;
        observers.tell("outboxStatus", Map.of("isEmpty", isEmpty));
    }

    /// Tells an empty outbox to those who heard last that it is not: a mutation also goes without
    /// an answer, when an edit takes it back, and an outbox is known to be empty only once it was
    /// read.
    void correct(boolean isEmpty) {
        if (toldFilled && isEmpty) {
            tell(true);
        }
    }
}
