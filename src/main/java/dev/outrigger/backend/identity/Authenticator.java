package dev.outrigger.backend.identity;

import java.util.concurrent.CompletionStage;

/// Finds out who sent a request. HTTP requests, handshakes of the realtime channel and each `start`
/// message on it are all put to the same one.
@FunctionalInterface
public interface Authenticator {
    /// Never fails: whatever goes wrong is one of the answers. It may complete on any thread, and
    /// does so at once when nobody else has to be asked.
    CompletionStage<Identification> identify(Attempt attempt);
}
