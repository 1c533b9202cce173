package dev.outrigger.remote.credentials;

import dev.outrigger.remote.credentials.IssuerCalls.Reply;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// A client of an OpenID provider signs in by itself, with its own secret: OAuth's grant
/// `client_credentials`.
public final class ClientCredentialsGrant implements TokenGrant {
    /// For a provider that does not say how long its token lasts.
    private static final Duration USUAL_LIFETIME = Duration.ofMinutes(5);

    private final IssuerCalls calls;
    private final TokenEndpoint endpoint;
    private final Client client;

    /// Who asks, and for what.
    ///
    /// @param scope empty for what the provider takes for usual
    /// @param audience empty where the provider wants none
    public record Client(String id, String secret, String scope, String audience) {
        /// No secret.
        @Override
        public String toString() {
            return "Client[" + id + "]";
        }
    }

    public ClientCredentialsGrant(IssuerCalls calls, TokenEndpoint endpoint, Client client) {
        this.calls = calls;
        this.endpoint = endpoint;
        this.client = client;
    }

    @Override
    public Future<Granted> ask() {
        return endpoint.find()
                .compose(
                        found ->
                                switch (found) {
                                    case TokenEndpoint.Found.Known known -> ask(known);
                                    case TokenEndpoint.Found.Unknown(String reason) ->
                                            Future.succeededFuture(new Granted.Unreachable(reason));
                                });
    }

    private Future<Granted> ask(TokenEndpoint.Found.Known known) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        if (!client.scope().isEmpty()) {
            form.put("scope", client.scope());
        }
        if (!client.audience().isEmpty()) {
            form.put("audience", client.audience());
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "application/x-www-form-urlencoded");
        switch (known.proof()) {
            case BASIC -> headers.put("authorization", basic());
            case FORM -> {
                form.put("client_id", client.id());
                form.put("client_secret", client.secret());
            }
        }
        return calls.post(known.address(), headers, encoded(form))
                .map(reply -> granted(known.address(), reply));
    }

    private String basic() {
        String pair = encoded(client.id()) + ":" + encoded(client.secret());
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private static Granted granted(URI address, Reply reply) {
        return switch (reply) {
            case Reply.Failed(String reason) ->
                    new Granted.Unreachable(address.getHost() + " cannot be asked: " + reason);
            case Reply.Answered answer when answer.successful() ->
                    answer.json().get("access_token") instanceof String token
                            ? new Granted.Token(token, lifetime(answer.json().get("expires_in")))
                            : new Granted.Unreachable(
                                    address.getHost() + " answered without an access token");
            case Reply.Answered answer when answer.passing() ->
                    new Granted.Unreachable(
                            address.getHost() + " answered with status " + answer.status());
            case Reply.Answered answer ->
                    new Granted.Denied(
                            "%s gives no token: status %d%s"
                                    .formatted(
                                            address.getHost(),
                                            answer.status(),
                                            code(answer.json().get("error"))));
        };
    }

    /// OAuth's code for what was wrong. Its description is for developers and may repeat what was
    /// sent.
    private static String code(@Nullable Object error) {
        return error instanceof String text && text.matches("[a-z_]{1,40}") ? ", " + text : "";
    }

    private static Duration lifetime(@Nullable Object seconds) {
        return seconds instanceof Number number && number.longValue() > 0
                ? Duration.ofSeconds(Math.min(number.longValue(), Duration.ofDays(30).toSeconds()))
                : USUAL_LIFETIME;
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
