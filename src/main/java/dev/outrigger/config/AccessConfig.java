package dev.outrigger.config;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Who may use the local API of a sidecar: whoever has one of the tokens, or one of the issuer's.
/// With neither, anybody who reaches it.
///
/// @param issuer null when tokens of none are accepted
public record AccessConfig(List<Token> tokens, @Nullable Issuer issuer) {
    public AccessConfig {
        tokens = List.copyOf(tokens);
    }

    public static AccessConfig open() {
        return new AccessConfig(List.of(), null);
    }

    /// One token that allows everything.
    public static AccessConfig withToken(Secret token) {
        return new AccessConfig(List.of(Token.unlimited(token)), null);
    }

    /// What a token allows.
    public enum Scope {
        READ,
        WRITE,
        ADMIN;

        static final String WORDS = "read, write or admin";

        static Optional<Scope> of(String word) {
            for (Scope scope : values()) {
                if (scope.name().toLowerCase(Locale.ROOT).equals(word)) {
                    return Optional.of(scope);
                }
            }
            return Optional.empty();
        }
    }

    /// One token.
    ///
    /// @param name by which logs call whoever shows it
    /// @param models for which it is; null for all
    /// @param expires [Instant#MAX] for never
    public record Token(
            String name,
            Proof proof,
            Set<Scope> scopes,
            @Nullable Set<String> models,
            Instant expires) {
        public Token {
            scopes = Set.copyOf(scopes);
            models = models == null ? null : Set.copyOf(models);
        }

        /// The one without a name, `api.token`.
        static Token unlimited(Secret token) {
            return new Token(
                    "api.token",
                    new Proof.Plain(token),
                    EnumSet.allOf(Scope.class),
                    null,
                    Instant.MAX);
        }
    }

    /// Somebody whose tokens (JWT) are accepted.
    ///
    /// @param name as its tokens have it in `iss`
    /// @param audience for one of which a token must be
    /// @param jwks where its keys are; null to ask the issuer
    public record Issuer(String name, Set<String> audience, @Nullable URI jwks, Claims claims) {
        public Issuer {
            audience = Set.copyOf(audience);
        }
    }

    /// Where tokens of an issuer say what they are for.
    ///
    /// @param prefix what stands before the words of scopes
    /// @param models null when tokens are for all models
    public record Claims(String scopes, String prefix, @Nullable String models) {}

    /// How a token is known.
    public sealed interface Proof {
        record Plain(Secret token) implements Proof {}

        /// @param sha256 in hexadecimal digits
        record Hashed(String sha256) implements Proof {}
    }
}
