package dev.outrigger.sync.evolution;

import dev.outrigger.contract.Mutation;

import java.util.List;

/// What becomes of a pending mutation under another schema.
public sealed interface TranslatedMutation {
    /// It goes on.
    ///
    /// @param leftOut names of fields that the client wrote and that the schema has no more
    record Sendable(Mutation mutation, List<String> leftOut) implements TranslatedMutation {
        public Sendable {
            leftOut = List.copyOf(leftOut);
        }
    }

    /// It says too little for this schema, and waits until its client says the rest.
    ///
    /// @param reason one sentence that names what is missing
    record Incomplete(Mutation mutation, String reason) implements TranslatedMutation {}

    /// It cannot be said in this schema.
    ///
    /// @param reason one sentence without values
    record Unsayable(String reason) implements TranslatedMutation {}
}
