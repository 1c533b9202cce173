package dev.outrigger.testing;

import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.pull.Checkpoints;
import dev.outrigger.sync.pull.PageCheckpoint;
import dev.outrigger.sync.pull.PullKind;
import dev.outrigger.sync.pull.PullProgress;
import dev.outrigger.sync.pull.Reached;
import dev.outrigger.sync.pull.SyncCheckpoint;
import dev.outrigger.sync.reconcile.Applied;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How far the models of a replica in memory were pulled.
final class InMemoryCheckpoints {
    private final Map<String, SyncCheckpoint> finished = new HashMap<>();
    private final Map<String, PageCheckpoint> unfinished = new HashMap<>();
    private final Map<String, Set<ItemKey>> seen = new HashMap<>();

    /// @param applied what the items did that came with it
    /// @param brought keys of what came with it, also of what could not be read
    void reached(String model, @Nullable Reached reached, Applied applied, List<ItemKey> brought) {
        switch (reached) {
            case PageCheckpoint page -> {
                unfinished.put(model, page.stored(applied));
                note(model, page.progress(), brought);
            }
            case SyncCheckpoint end -> {
                finished.put(model, end);
                unfinished.remove(model);
                seen.remove(model);
            }
            case null -> {}
        }
    }

    private void note(String model, PullProgress progress, List<ItemKey> brought) {
        if (progress.start().kind() != PullKind.REPEATED_BASE) {
            return;
        }
        if (progress.count().pages() == 1) {
            seen.remove(model);
        }
        seen.computeIfAbsent(model, _ -> new HashSet<>()).addAll(brought);
    }

    /// Keys that the repeated base sync under way has brought.
    Set<ItemKey> seen(String model) {
        return seen.getOrDefault(model, Set.of());
    }

    void forget(String model) {
        finished.remove(model);
        unfinished.remove(model);
    }

    void clear() {
        finished.clear();
        unfinished.clear();
        seen.clear();
    }

    Checkpoints all() {
        return new Checkpoints(finished, unfinished);
    }
}
