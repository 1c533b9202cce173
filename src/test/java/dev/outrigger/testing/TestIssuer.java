package dev.outrigger.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.outrigger.json.Json;
import dev.outrigger.model.AuthRule;
import dev.outrigger.token.TokenIssuer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/// An issuer of tokens, which publishes its keys on a port of its own. It serves for a Cognito user
/// pool and for any OpenID provider.
public final class TestIssuer implements AutoCloseable {
    public static final String CLIENT = "test-client";

    private static final int KEY_BITS = 2048;
    private static final int LIFETIME_SECONDS = 3600;

    private final HttpServer server;
    private final InstantSource clock;
    private final AtomicInteger readings = new AtomicInteger();
    private final AtomicInteger grants = new AtomicInteger();
    private volatile RSAKey key = newKey();
    private volatile boolean reachable = true;

    private TestIssuer(InstantSource clock) {
        this.clock = clock;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/.well-known/openid-configuration", this::configuration);
        server.createContext("/keys", this::keys);
        server.createContext("/token", this::grant);
        server.start();
    }

    /// By the clock of this machine.
    public static TestIssuer start() {
        return start(InstantSource.system());
    }

    public static TestIssuer start(InstantSource clock) {
        return new TestIssuer(clock);
    }

    /// What its tokens have in `iss`.
    public String name() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// As a backend is told of it, with tokens for [#CLIENT].
    public TokenIssuer as(AuthRule.Provider provider) {
        return new TokenIssuer(provider, name(), Set.of(CLIENT), null);
    }

    /// A token as Cognito makes it for a user who signed in. More claims, such as `cognito:groups`,
    /// are added or replace those that it has otherwise.
    public String userPoolToken(String sub, String username, Map<String, ?> more) {
        var claims = new JWTClaimsSet.Builder();
        claims.subject(sub).claim("cognito:username", username).claim("token_use", "id");
        more.forEach(claims::claim);
        return signed(claims);
    }

    /// A token with the claims that every token has, and these. They replace others.
    public String token(Map<String, ?> more) {
        var claims = new JWTClaimsSet.Builder();
        more.forEach(claims::claim);
        return signed(claims);
    }

    private String signed(JWTClaimsSet.Builder builder) {
        JWTClaimsSet given = builder.build();
        var claims = new JWTClaimsSet.Builder().issuer(name()).audience(CLIENT);
        Instant now = clock.instant();
        claims.issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(LIFETIME_SECONDS)));
        given.getClaims().forEach(claims::claim);
        RSAKey signing = key;
        var header =
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(signing.getKeyID())
                        .build();
        var token = new SignedJWT(header, claims.build());
        try {
            token.sign(new RSASSASigner(signing));
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
        return token.serialize();
    }

    /// From here on tokens are signed with another key, and only that one is published.
    public void rotate() {
        key = newKey();
    }

    /// From here on nobody can read the keys, or can again.
    public void reachable(boolean whether) {
        reachable = whether;
    }

    /// How often the keys were read.
    public int readings() {
        return readings.get();
    }

    private void configuration(HttpExchange exchange) throws IOException {
        answer(
                exchange,
                Map.of(
                        "issuer", name(),
                        "jwks_uri", name() + "/keys",
                        "token_endpoint", name() + "/token"));
    }

    /// To the client that is told by [#clientSecret] and proves it in the header.
    private void grant(HttpExchange exchange) throws IOException {
        grants.incrementAndGet();
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String pair = CLIENT + ":" + URLEncoder.encode(clientSecret(), StandardCharsets.UTF_8);
        String proof =
                "Basic "
                        + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        boolean known =
                proof.equals(exchange.getRequestHeaders().getFirst("authorization"))
                        && form.contains("grant_type=client_credentials");
        if (known) {
            answer(
                    exchange,
                    Map.of(
                            "access_token",
                            token(Map.of("sub", CLIENT, "jti", String.valueOf(grants.get()))),
                            "expires_in",
                            LIFETIME_SECONDS));
        } else {
            send(exchange, 401, Map.of("error", "invalid_client"));
        }
    }

    /// What [#CLIENT] proves itself with to get a token of its own.
    public String clientSecret() {
        return "the secret of " + CLIENT;
    }

    /// How often somebody asked for a token.
    public int grants() {
        return grants.get();
    }

    private void keys(HttpExchange exchange) throws IOException {
        readings.incrementAndGet();
        answer(exchange, new JWKSet(key).toJSONObject());
    }

    private void answer(HttpExchange exchange, Map<String, ?> body) throws IOException {
        send(exchange, reachable ? 200 : 503, body);
    }

    private static void send(HttpExchange exchange, int status, Map<String, ?> body)
            throws IOException {
        byte[] bytes = Json.write(body).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(KEY_BITS).keyID(UUID.randomUUID().toString()).generate();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
