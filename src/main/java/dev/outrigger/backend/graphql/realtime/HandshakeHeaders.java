package dev.outrigger.backend.graphql.realtime;

import dev.outrigger.backend.identity.RequestHeaders;
import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;

import io.vertx.core.http.HttpServerRequest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the credentials of a handshake, in the three places where Amplify's clients put them.
final class HandshakeHeaders {
    private static final String PREFIX = "header-";

    private HandshakeHeaders() {}

    static RequestHeaders of(HttpServerRequest request) {
        return ofSubProtocol(request)
                .or(() -> ofQuery(request))
                .orElseGet(() -> RequestHeaders.of(request.headers()));
    }

    /// Those in the authorization object of a handshake or of a start message; what is no text is
    /// passed over.
    static RequestHeaders in(Map<?, ?> authorization) {
        Map<String, String> headers = new LinkedHashMap<>();
        authorization.forEach(
                (name, value) -> {
                    if (value instanceof String text) {
                        headers.put(String.valueOf(name), text);
                    }
                });
        return RequestHeaders.of(headers.entrySet());
    }

    /// `Sec-WebSocket-Protocol: graphql-ws, header-<base64url>`, of browsers, which can set no
    /// header.
    private static Optional<RequestHeaders> ofSubProtocol(HttpServerRequest request) {
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
    private static Optional<RequestHeaders> ofQuery(HttpServerRequest request) {
        return Optional.ofNullable(request.getParam("header")).flatMap(HandshakeHeaders::decoded);
    }

    private static Optional<RequestHeaders> decoded(String encoded) {
        // Both alphabets occur, with and without padding; a plus sign may have become a space.
        String alphabet =
                encoded.replace('-', '+').replace('_', '/').replace(' ', '+').replace("=", "");
        try {
            byte[] json = Base64.getDecoder().decode(alphabet.getBytes(StandardCharsets.UTF_8));
            return Json.read(json) instanceof Map<?, ?> headers
                    ? Optional.of(in(headers)).filter(found -> !found.isEmpty())
                    : Optional.empty();
        } catch (IllegalArgumentException | MalformedJson _) {
            return Optional.empty();
        }
    }
}
