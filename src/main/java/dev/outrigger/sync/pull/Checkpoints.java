package dev.outrigger.sync.pull;

import java.util.Map;

/// How far the models of a replica were pulled.
///
/// @param finished by model; one that was never pulled to its end is absent
/// @param unfinished by model; those whose latest pull has not ended
public record Checkpoints(
        Map<String, SyncCheckpoint> finished, Map<String, PageCheckpoint> unfinished) {
    private static final Checkpoints NONE = new Checkpoints(Map.of(), Map.of());

    public Checkpoints {
        finished = Map.copyOf(finished);
        unfinished = Map.copyOf(unfinished);
    }

    /// Of a replica that has pulled nothing.
    public static Checkpoints none() {
        return NONE;
    }

    /// Every pull has ended.
    public static Checkpoints finished(Map<String, SyncCheckpoint> finished) {
        return new Checkpoints(finished, Map.of());
    }
}
