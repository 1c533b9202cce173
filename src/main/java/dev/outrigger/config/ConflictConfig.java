package dev.outrigger.config;

import java.util.Optional;

/// What becomes of a mutation that builds on another version than the backend's.
public sealed interface ConflictConfig {
    String EXPECTED = "automerge or optimistic";

    /// An update is merged, field by field.
    record Automerge() implements ConflictConfig {}

    /// It is refused, and the client decides.
    record Optimistic() implements ConflictConfig {}

    /// Empty when the text is none of [#EXPECTED].
    static Optional<ConflictConfig> of(String text) {
        return switch (text) {
            case "automerge" -> Optional.of(new Automerge());
            case "optimistic" -> Optional.of(new Optimistic());
            default -> Optional.empty();
        };
    }
}
