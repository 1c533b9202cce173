package dev.outrigger.api.access;

import java.util.concurrent.CompletionStage;

/// Finds out whose a token is.
@FunctionalInterface
public interface Entrance {
    /// Never fails: whatever goes wrong is a verdict. It may complete on any thread, and does so at
    /// once when nobody else has to be asked.
    CompletionStage<Verdict> identify(String token);
}
