package dev.outrigger.sync.pull;

import java.util.List;

/// What follows for a round from one event about a model in it.
record RoundStep(Round round, List<SyncCommand> commands) {
    RoundStep {
        commands = List.copyOf(commands);
    }
}
