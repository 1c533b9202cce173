package dev.outrigger.config;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Optional;

/// What becomes of a mutation that builds on another version than the backend's.
public sealed interface ConflictConfig {
    String EXPECTED =
            "automerge, optimistic or webhook:URL with a URL such as"
                    + " https://conflicts.example.com/resolve";

    /// An update is merged, field by field.
    record Automerge() implements ConflictConfig {}

    /// It is refused, and the client decides.
    record Optimistic() implements ConflictConfig {}

    /// A program of the operator decides.
    ///
    /// @param secret sent along, so that the program can tell the backend from others; or null
    record Webhook(URI url, @Nullable Secret secret) implements ConflictConfig {
        static final String PREFIX = "webhook:";
    }

    /// Empty when the text is none of [#EXPECTED].
    static Optional<ConflictConfig> of(String text) {
        return switch (text) {
            case "automerge" -> Optional.of(new Automerge());
            case "optimistic" -> Optional.of(new Optimistic());
            case String other when other.startsWith(Webhook.PREFIX) ->
                    HttpUrl.of(other.substring(Webhook.PREFIX.length()))
                            .map(url -> new Webhook(url, null));
            default -> Optional.empty();
        };
    }
}
