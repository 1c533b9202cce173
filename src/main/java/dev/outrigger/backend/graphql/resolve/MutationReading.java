package dev.outrigger.backend.graphql.resolve;

/// How the arguments of a mutation are read.
record MutationReading(FilterReader filters, InputReader inputs) {}
