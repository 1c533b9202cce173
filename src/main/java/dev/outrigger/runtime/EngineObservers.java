package dev.outrigger.runtime;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Those who want to hear the engine's events. An observer that fails is not called again.
final class EngineObservers {
    private final List<Consumer<EngineEvent>> observers = new CopyOnWriteArrayList<>();
    private final Supplier<Instant> clock;

    EngineObservers(Supplier<Instant> clock) {
        this.clock = clock;
    }

    Runnable add(Consumer<EngineEvent> observer) {
        observers.add(observer);
        return () -> observers.remove(observer);
    }

    /// True when nobody listens, so that an event need not even be made.
    boolean none() {
        return observers.isEmpty();
    }

    void tell(String name, Map<String, Object> payload) {
        EngineEvent event = new EngineEvent(name, payload, clock.get());
        for (Consumer<EngineEvent> observer : observers) {
            try {
                observer.accept(event);
            } catch (RuntimeException broken) {
                observers.remove(observer);
            }
        }
    }
}
