package dev.outrigger.testing;

import dev.outrigger.replica.LoggedChange;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Who hears of the changes of a replica in memory.
final class ChangeListeners {
    private final List<Consumer<List<LoggedChange>>> all = new CopyOnWriteArrayList<>();

    void add(Consumer<List<LoggedChange>> listener) {
        all.add(listener);
    }

    void clear() {
        all.clear();
    }

    void tell(List<LoggedChange> changes) {
        if (!changes.isEmpty()) {
            all.forEach(listener -> listener.accept(List.copyOf(changes)));
        }
    }
}
