package dev.outrigger.sync.pull;

import java.util.List;

/// What follows from one event. An event without effect returns the same state and no commands.
public record SyncStep(SyncState next, List<SyncCommand> commands) {
    public SyncStep {
        commands = List.copyOf(commands);
    }
}
