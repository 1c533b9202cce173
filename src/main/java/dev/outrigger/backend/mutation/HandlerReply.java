package dev.outrigger.backend.mutation;

import dev.outrigger.conflict.Resolution;

/// What a conflict handler answered.
public sealed interface HandlerReply {
    record Decision(Resolution resolution) implements HandlerReply {}

    /// There is no answer, or none that can be used.
    ///
    /// @param reason for the client and the log, without values
    record Unusable(String reason) implements HandlerReply {}
}
