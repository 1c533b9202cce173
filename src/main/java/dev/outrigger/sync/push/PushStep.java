package dev.outrigger.sync.push;

import java.util.List;

/// What follows from one event. An event without effect returns the same state and no commands.
public record PushStep(PushState next, List<PushCommand> commands) {
    public PushStep {
        commands = List.copyOf(commands);
    }
}
