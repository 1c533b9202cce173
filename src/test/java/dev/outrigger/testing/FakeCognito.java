package dev.outrigger.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.outrigger.json.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Cognito's service as far as one user's refresh tokens go, with the tokens of a [TestIssuer].
public final class FakeCognito implements AutoCloseable {
    public static final String REFRESH_TOKEN = "the refresh token of ana";

    private final HttpServer server;
    private final TestIssuer pool;
    private final List<Map<String, Object>> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile String refreshToken = REFRESH_TOKEN;
    private volatile @Nullable String clientSecret;
    private volatile boolean rotates;

    private FakeCognito(TestIssuer pool) {
        this.pool = pool;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/", this::initiate);
        server.start();
    }

    /// @param pool whose tokens it gives
    public static FakeCognito start(TestIssuer pool) {
        return new FakeCognito(pool);
    }

    public URI service() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /// From now on each refresh token is worth something once.
    public void rotate() {
        rotates = true;
    }

    /// The app client has a secret from now on.
    public void require(String secret) {
        clientSecret = secret;
    }

    /// The next requests fail with status 500.
    public void failNext(int times) {
        failures.set(times);
    }

    /// The bodies of all requests, in order.
    public List<Map<String, Object>> requests() {
        return requests;
    }

    private void initiate(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Map<String, Object> request = Json.readObject(new String(body, StandardCharsets.UTF_8));
        requests.add(request);
        String target = exchange.getRequestHeaders().getFirst("x-amz-target");
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            answer(exchange, 500, Map.of("__type", "InternalErrorException"));
        } else if (!"AWSCognitoIdentityProviderService.GetTokensFromRefreshToken".equals(target)) {
            answer(exchange, 400, Map.of("__type", "UnknownOperationException"));
        } else if (!refreshToken.equals(request.get("RefreshToken"))
                || !Objects.equals(clientSecret, request.get("ClientSecret"))
                || !TestIssuer.CLIENT.equals(request.get("ClientId"))) {
            answer(
                    exchange,
                    400,
                    Map.of(
                            "__type", "NotAuthorizedException",
                            "message", "Refresh Token has been revoked"));
        } else {
            answer(exchange, 200, Map.of("AuthenticationResult", tokens()));
        }
    }

    private Map<String, ?> tokens() {
        Map<String, Object> tokens = new HashMap<>(lastingTokens());
        if (rotates) {
            refreshToken = REFRESH_TOKEN + " after " + requests.size();
            tokens.put("RefreshToken", refreshToken);
        }
        return tokens;
    }

    private Map<String, ?> lastingTokens() {
        return Map.of(
                "AccessToken",
                pool.token(
                        Map.of(
                                "sub", "ana-sub",
                                "username", "ana",
                                "token_use", "access",
                                "client_id", TestIssuer.CLIENT,
                                "jti", String.valueOf(requests.size()))),
                "IdToken",
                pool.userPoolToken("ana-sub", "ana", Map.of("email", "ana@example.org")),
                "ExpiresIn",
                3600,
                "TokenType",
                "Bearer");
    }

    private static void answer(HttpExchange exchange, int status, Map<String, ?> json)
            throws IOException {
        byte[] bytes = Json.write(json).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
