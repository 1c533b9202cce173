package dev.outrigger.runtime;

import dev.outrigger.json.GroupsClaim;
import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a token says of its holder. Nobody checked it here: the backend does, and decides by its
/// own reading.
///
/// @param values by claim, in decoded JSON; empty for a token that says nothing
public record TokenClaims(Map<String, @Nullable Object> values) {
    private static final String BEARER = "Bearer ";
    private static final int PARTS = 3;

    /// Where a Cognito id token has what its access token calls `username`.
    private static final List<String> USERNAME = List.of("username", "cognito:username");

    public TokenClaims {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /// Of a token that is no JWT, nothing is known.
    public static TokenClaims of(String token) {
        String text = token.startsWith(BEARER) ? token.substring(BEARER.length()) : token;
        String[] parts = text.split("\\.", -1);
        if (parts.length != PARTS) {
            return new TokenClaims(Map.of());
        }
        try {
            byte[] payload = Base64.getUrlDecoder().decode(parts[1]);
            Map<String, @Nullable Object> claims = new LinkedHashMap<>();
            if (Json.read(new String(payload, StandardCharsets.UTF_8)) instanceof Map<?, ?> found) {
                found.forEach((name, value) -> claims.put(String.valueOf(name), value));
            }
            return new TokenClaims(claims);
        } catch (IllegalArgumentException | MalformedJson _) {
            return new TokenClaims(Map.of());
        }
    }

    /// Who it is, the same for every token of one user; empty when the token does not say.
    public Optional<String> subject() {
        return text("sub");
    }

    /// The name under which the holder signs in; empty when the token has none.
    public Optional<String> username() {
        return text(USERNAME.getFirst());
    }

    /// From when on the token is refused; empty when it does not say.
    public Optional<Instant> expiresAt() {
        return values.get("exp") instanceof Number seconds
                        && Math.abs(seconds.longValue()) <= Instant.MAX.getEpochSecond()
                ? Optional.of(Instant.ofEpochSecond(seconds.longValue()))
                : Optional.empty();
    }

    /// The text of a claim. The name of a user is found under both of the words that Cognito has
    /// for it.
    public Optional<String> text(String claim) {
        return (USERNAME.contains(claim) ? USERNAME : List.of(claim))
                .stream()
                        .map(values::get)
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .filter(text -> !text.isBlank())
                        .findFirst();
    }

    /// The groups of a claim, which is an array, or a string that holds one, or one group.
    public Set<String> groups(String claim) {
        return GroupsClaim.read(values.get(claim));
    }

    /// No values: they are somebody's.
    @Override
    public String toString() {
        return "TokenClaims" + values.keySet();
    }
}
