package dev.outrigger.api.rest;

import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.sync.Cascade;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.stream.Collectors;

/// Reads what a client wants to become of related items in one deletion.
final class CascadeWord {
    /// As a query parameter, and as a member of an operation.
    static final String NAME = "cascade";

    private static final String WORDS =
            Arrays.stream(Cascade.values()).map(Cascade::word).collect(Collectors.joining(", "));

    private CascadeWord() {}

    /// @return null when the client leaves it to the configuration
    static @Nullable Cascade read(@Nullable String word) {
        return word == null
                ? null
                : Cascade.of(word)
                        .orElseThrow(
                                () ->
                                        RequestRefused.parameter(
                                                NAME, "is \"" + word + "\"; allowed: " + WORDS));
    }
}
