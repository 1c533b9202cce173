package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.graphql.argument.FilterReader;

/// How the arguments of a mutation are read.
record MutationReading(FilterReader filters, InputReader inputs) {}
