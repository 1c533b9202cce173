package dev.outrigger.api.graphql;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/// The event loop of one replica's clients. Stages of a replica complete on its writer's or
/// readers' threads, whose time belongs to every client; answers are put together here.
record Loop(Executor executor) {
    /// The same outcome, on the event loop.
    <T> CompletionStage<T> when(CompletionStage<T> stage) {
        return stage.whenCompleteAsync((_, _) -> {}, executor);
    }
}
