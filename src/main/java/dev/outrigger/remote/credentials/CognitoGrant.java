package dev.outrigger.remote.credentials;

import dev.outrigger.json.Json;
import dev.outrigger.remote.credentials.IssuerCalls.Reply;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// Tokens of a user of a Cognito user pool, by the refresh token of a sign-in that happened
/// elsewhere. Where the app client rotates refresh tokens, each answer brings the next one.
public final class CognitoGrant implements TokenGrant {
    private static final Map<String, String> HEADERS =
            Map.of(
                    "content-type",
                    "application/x-amz-json-1.1",
                    "x-amz-target",
                    "AWSCognitoIdentityProviderService.GetTokensFromRefreshToken");

    /// What Cognito's tokens last unless an app client says otherwise.
    private static final Duration USUAL_LIFETIME = Duration.ofHours(1);

    private final IssuerCalls calls;
    private final URI service;
    private final Client client;
    private final RefreshTokens tokens;

    /// The app client.
    ///
    /// @param secret null when it has none
    public record Client(String id, @Nullable String secret, Use use) {
        /// No secret.
        @Override
        public String toString() {
            return "Client[" + id + ", " + use + "]";
        }
    }

    /// Which of a user's tokens is shown.
    public enum Use {
        /// What Amplify's clients show.
        ACCESS("AccessToken"),
        /// The one with the claims of a user's attributes.
        ID("IdToken");

        private final String member;

        Use(String member) {
            this.member = member;
        }
    }

    /// @param service Cognito's address in the user pool's region
    /// @param tokens that the app client's user got from it
    public CognitoGrant(IssuerCalls calls, URI service, Client client, RefreshTokens tokens) {
        this.calls = calls;
        this.service = service;
        this.client = client;
        this.tokens = tokens;
    }

    @Override
    public Future<Granted> ask() {
        return tokens.newest()
                .compose(token -> calls.post(service, HEADERS, body(token)))
                .compose(reply -> kept(reply).map(_ -> granted(reply)))
                .otherwise(
                        new Granted.Unreachable(
                                "the refresh token cannot be read from the replica"));
    }

    /// `InitiateAuth`, which is older, takes no token of an app client that rotates them.
    private String body(String refreshToken) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("ClientId", client.id());
        body.put("RefreshToken", refreshToken);
        if (client.secret() != null) {
            body.put("ClientSecret", client.secret());
        }
        return Json.write(body);
    }

    /// The one that was shown may be worth nothing any more, so the next is kept before anything
    /// else.
    private Future<Void> kept(Reply reply) {
        return reply instanceof Reply.Answered answer
                        && answer.successful()
                        && answer.json().get("AuthenticationResult") instanceof Map<?, ?> result
                        && result.get("RefreshToken") instanceof String next
                ? tokens.keep(next)
                : Future.succeededFuture();
    }

    private Granted granted(Reply reply) {
        return switch (reply) {
            case Reply.Failed(String reason) ->
                    new Granted.Unreachable("Cognito cannot be asked: " + reason);
            case Reply.Answered answer when answer.successful() ->
                    answer.json().get("AuthenticationResult") instanceof Map<?, ?> result
                                    && result.get(client.use().member) instanceof String token
                            ? new Granted.Token(token, lifetime(result.get("ExpiresIn")))
                            : new Granted.Unreachable("Cognito answered without a token");
            case Reply.Answered answer when answer.passing() || throttled(answer) ->
                    new Granted.Unreachable("Cognito answered with status " + answer.status());
            case Reply.Answered answer ->
                    new Granted.Denied(
                            "Cognito gives no token for the refresh token: " + code(answer));
        };
    }

    private static boolean throttled(Reply.Answered answer) {
        return code(answer).startsWith("TooManyRequests");
    }

    /// The type of the error without what stands before it in some of AWS's answers.
    private static String code(Reply.Answered answer) {
        return answer.json().get("__type") instanceof String type
                        && type.matches("([\\w.]+#)?\\w{1,60}")
                ? type.substring(type.indexOf('#') + 1)
                : "status " + answer.status();
    }

    private static Duration lifetime(@Nullable Object seconds) {
        return seconds instanceof Number number && number.longValue() > 0
                ? Duration.ofSeconds(Math.min(number.longValue(), Duration.ofDays(1).toSeconds()))
                : USUAL_LIFETIME;
    }
}
