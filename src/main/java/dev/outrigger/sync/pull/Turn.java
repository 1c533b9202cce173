package dev.outrigger.sync.pull;

import dev.outrigger.sync.Moment;

import java.util.List;

/// An event about the pull of one model: in which round, and when.
record Turn(int session, Round round, String model, Moment moment) {
    RoundStep stays() {
        return new RoundStep(round, List.of());
    }

    RoundStep becomes(ModelPull pull, List<SyncCommand> commands) {
        return new RoundStep(round.with(model, pull), commands);
    }

    SyncCommand pull(PageRequest request) {
        return new SyncCommand.Pull(session, request);
    }
}
