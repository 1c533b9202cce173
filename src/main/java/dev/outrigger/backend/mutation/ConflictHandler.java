package dev.outrigger.backend.mutation;

import java.util.concurrent.CompletionStage;

/// Somebody outside who resolves conflicts, as a Lambda does on AppSync.
@FunctionalInterface
public interface ConflictHandler {
    /// Asks for a decision. It may take a while and may be called from any thread, and the stage
    /// does not fail: that there is no usable answer is an answer.
    CompletionStage<HandlerReply> ask(ConflictQuestion question);
}
