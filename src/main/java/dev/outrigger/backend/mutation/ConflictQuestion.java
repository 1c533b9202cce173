package dev.outrigger.backend.mutation;

import dev.outrigger.conflict.MutationOutcome;
import dev.outrigger.contract.Mutation;

/// A conflict that a handler is asked about.
public record ConflictQuestion(
        Mutation.Kind kind, MutationOutcome.Unresolved conflict, Submission.Call call) {}
