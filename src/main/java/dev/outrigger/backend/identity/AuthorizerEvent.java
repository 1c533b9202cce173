package dev.outrigger.backend.identity;

import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;

import org.jspecify.annotations.Nullable;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// What an authorizer is asked: AppSync's event for a Lambda authorizer.
final class AuthorizerEvent {
    /// As whose operation AppSync asks for a handshake, which has none. Functions know it by this
    /// name.
    private static final String CONNECT = "Deepdish:Connect";

    private AuthorizerEvent() {}

    static Map<String, @Nullable Object> of(
            String token, RequestHeaders headers, Message message, AuthorizerSettings.Api api) {
        Map<?, ?> request = request(message);
        Map<String, @Nullable Object> context = new LinkedHashMap<>();
        context.put("apiId", api.id());
        context.put("accountId", api.account());
        context.put("requestId", UUID.randomUUID().toString());
        context.put("queryString", request.get("query") instanceof String query ? query : "");
        if (message.path().endsWith("/connect")) {
            context.put("operationName", CONNECT);
        } else if (request.get("operationName") instanceof String name) {
            context.put("operationName", name);
        }
        context.put(
                "variables",
                request.get("variables") instanceof Map<?, ?> variables ? variables : Map.of());
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("authorizationToken", token);
        event.put("requestContext", context);
        event.put("requestHeaders", headers.all());
        return event;
    }

    /// A body that is not one is refused later, with words for it.
    private static Map<?, ?> request(Message message) {
        try {
            if (message.method().equals("GET")) {
                return parameters(message.query());
            }
            return Json.read(message.body()) instanceof Map<?, ?> request ? request : Map.of();
        } catch (MalformedJson | IllegalArgumentException _) {
            return Map.of();
        }
    }

    private static Map<?, ?> parameters(String query) throws MalformedJson {
        Map<String, @Nullable Object> request = new LinkedHashMap<>();
        for (String part : query.split("&")) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                String value =
                        URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8);
                request.putIfAbsent(part.substring(0, equals), value);
            }
        }
        if (request.get("variables") instanceof String variables) {
            request.put("variables", Json.read(variables));
        }
        return request;
    }
}
