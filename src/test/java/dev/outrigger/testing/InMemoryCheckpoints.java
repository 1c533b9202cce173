package dev.outrigger.testing;

import dev.outrigger.sync.pull.Checkpoints;
import dev.outrigger.sync.pull.PageCheckpoint;
import dev.outrigger.sync.pull.Reached;
import dev.outrigger.sync.pull.SyncCheckpoint;
import dev.outrigger.sync.reconcile.Applied;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/// How far the models of a replica in memory were pulled.
final class InMemoryCheckpoints {
    private final Map<String, SyncCheckpoint> finished = new HashMap<>();
    private final Map<String, PageCheckpoint> unfinished = new HashMap<>();

    /// @param applied what the items did that came with it
    void reached(String model, @Nullable Reached reached, Applied applied) {
        switch (reached) {
            case PageCheckpoint page -> unfinished.put(model, page.stored(applied));
            case SyncCheckpoint end -> {
                finished.put(model, end);
                unfinished.remove(model);
            }
            case null -> {}
        }
    }

    void clear() {
        finished.clear();
        unfinished.clear();
    }

    Checkpoints all() {
        return new Checkpoints(finished, unfinished);
    }
}
