package dev.outrigger.api.access;

import dev.outrigger.telemetry.LogKey;
import dev.outrigger.token.Finding;
import dev.outrigger.token.IssuedTokens;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/// Lets in whoever has a valid token (JWT) of an OpenID Connect issuer, for what its claims say.
public final class IssuedAccess implements Entrance {
    private static final Logger LOGGER = LoggerFactory.getLogger(IssuedAccess.class);

    private final IssuedTokens tokens;
    private final Claims claims;

    public IssuedAccess(IssuedTokens tokens, Claims claims) {
        this.tokens = tokens;
        this.claims = claims;
    }

    /// Where a token says what it is for. A claim is a list of words, or a text of words with
    /// blanks between them.
    ///
    /// @param scopes claim with the scopes
    /// @param prefix what stands before `read`, `write` and `admin` there; may be empty
    /// @param models claim with the models, or null when tokens are for all of them. A token
    ///     without the claim is for none
    public record Claims(String scopes, String prefix, @Nullable String models) {
        Grant grant(Map<String, @Nullable Object> token) {
            Set<Scope> granted = EnumSet.noneOf(Scope.class);
            Set<String> words = words(token.get(scopes));
            for (Scope scope : Scope.values()) {
                if (words.contains(prefix + scope.word())) {
                    granted.add(scope);
                }
            }
            return new Grant(
                    granted,
                    models == null
                            ? new Reach.Everything()
                            : new Reach.Only(words(token.get(models))));
        }

        private static Set<String> words(@Nullable Object claim) {
            return switch (claim) {
                case String text ->
                        Arrays.stream(text.split(" "))
                                .filter(word -> !word.isEmpty())
                                .collect(Collectors.toSet());
                case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.toSet());
                case null, default -> Set.of();
            };
        }
    }

    @Override
    public CompletionStage<Verdict> identify(String token) {
        return tokens.check(token).thenApply(this::verdict);
    }

    private Verdict verdict(Finding finding) {
        return switch (finding) {
            case Finding.Valid(var _, var content, var end) ->
                    new Verdict.Known(
                            new Caller(
                                    content.get("iss") + " " + content.get("sub"),
                                    claims.grant(content),
                                    end));
            case Finding.Invalid(var reason) -> {
                LOGGER.atDebug().addKeyValue(LogKey.ERROR, reason).log("A token was refused");
                yield new Verdict.Refused();
            }
            case Finding.Unknown _ -> new Verdict.Undecided();
        };
    }
}
