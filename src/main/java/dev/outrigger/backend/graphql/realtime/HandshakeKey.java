package dev.outrigger.backend.graphql.realtime;

import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;

import io.vertx.core.http.HttpServerRequest;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds the API key of a handshake, in the three places where Amplify's clients put it.
final class HandshakeKey {
    private static final String PREFIX = "header-";

    private HandshakeKey() {}

    static Optional<String> of(HttpServerRequest request) {
        return ofSubProtocol(request)
                .or(() -> ofQuery(request))
                .or(() -> Optional.ofNullable(request.getHeader(ApiKeys.HEADER)));
    }

    /// The key in the authorization object of a handshake or of a start message.
    static Optional<String> in(Map<?, ?> authorization) {
        return authorization.entrySet().stream()
                .filter(entry -> ApiKeys.HEADER.equalsIgnoreCase(String.valueOf(entry.getKey())))
                .map(Map.Entry::getValue)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst();
    }

    /// `Sec-WebSocket-Protocol: graphql-ws, header-<base64url>`, of browsers, which can set no
    /// header.
    private static Optional<String> ofSubProtocol(HttpServerRequest request) {
        List<String> offered = request.headers().getAll("Sec-WebSocket-Protocol");
        return offered.stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .filter(protocol -> protocol.startsWith(PREFIX))
                .map(protocol -> protocol.substring(PREFIX.length()))
                .flatMap(encoded -> decoded(encoded).stream())
                .findFirst();
    }

    /// `?header=<base64>`, of clients from before August 2024.
    private static Optional<String> ofQuery(HttpServerRequest request) {
        return Optional.ofNullable(request.getParam("header")).flatMap(HandshakeKey::decoded);
    }

    private static Optional<String> decoded(String encoded) {
        // Both alphabets occur, with and without padding; a plus sign may have become a space.
        String alphabet =
                encoded.replace('-', '+').replace('_', '/').replace(' ', '+').replace("=", "");
        try {
            byte[] json = Base64.getDecoder().decode(alphabet.getBytes(StandardCharsets.UTF_8));
            @Nullable Object headers = Json.read(json);
            return Stream.ofNullable(headers)
                    .filter(Map.class::isInstance)
                    .flatMap(object -> in((Map<?, ?>) object).stream())
                    .findFirst();
        } catch (IllegalArgumentException | MalformedJson _) {
            return Optional.empty();
        }
    }
}
