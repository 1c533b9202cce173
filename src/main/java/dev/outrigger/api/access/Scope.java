package dev.outrigger.api.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A kind of request that a caller may be allowed to send. None includes another.
public enum Scope {
    /// Queries and observations.
    READ,
    /// What stores, changes and deletes items.
    WRITE,
    /// What concerns the replica as a whole: steering of the engine, clear, sessions, expressions,
    /// and decisions about what the backend did not take.
    ADMIN;

    /// As configurations and problems write it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The scope of a word, which is written exactly so.
    public static Optional<Scope> of(String word) {
        return Arrays.stream(values()).filter(scope -> scope.word().equals(word)).findFirst();
    }
}
