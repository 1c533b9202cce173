package dev.outrigger.store;

import dev.outrigger.replica.LoggedChange;
import dev.outrigger.telemetry.LogKey;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Those who are told of every commit.
final class CommitListeners {
    private static final Logger LOGGER = LoggerFactory.getLogger(CommitListeners.class);

    private final List<Consumer<List<LoggedChange>>> listeners = new CopyOnWriteArrayList<>();

    void add(Consumer<List<LoggedChange>> listener) {
        listeners.add(listener);
    }

    /// Tells every listener, also when one of them breaks its promise not to throw.
    void publish(List<LoggedChange> changes) {
        List<LoggedChange> published = List.copyOf(changes);
        for (Consumer<List<LoggedChange>> listener : listeners) {
            try {
                listener.accept(published);
            } catch (RuntimeException bug) {
                LOGGER.atError()
                        .addKeyValue(LogKey.OPERATIONS, published.size())
                        .setCause(bug)
                        .log("A listener failed to take in committed changes");
            }
        }
    }
}
