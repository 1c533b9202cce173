package dev.outrigger.api.problem;

/// Why the local API itself did not pass a request on, as opposed to a
/// [dev.outrigger.sync.edit.Refusal] of the replica.
public sealed interface RequestProblem
        permits AccessProblem, TransportProblem, InputProblem, ObserveProblem, ReplicaProblem {}
