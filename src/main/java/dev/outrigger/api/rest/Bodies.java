package dev.outrigger.api.rest;

import dev.outrigger.api.problem.InputProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.problem.TransportProblem;
import dev.outrigger.api.route.ApiRoute;
import dev.outrigger.api.route.Body;
import dev.outrigger.api.wire.JsonText;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads the bodies of requests.
final class Bodies {
    private Bodies() {}

    /// The object that the body holds.
    static Map<String, @Nullable Object> object(RoutingContext context) {
        if (value(context) instanceof Map<?, ?> json) {
            return JsonText.object(json);
        }
        throw RequestRefused.because(new InputProblem.BodyInvalid("", "a JSON object is needed"));
    }

    /// The merge patch that the body holds; empty when there is no body.
    static Map<String, @Nullable Object> patchOrNothing(RoutingContext context) {
        Buffer body = context.body().buffer();
        return body == null || body.length() == 0 ? new LinkedHashMap<>() : object(context);
    }

    /// The body as decoded JSON, whatever it is.
    static @Nullable Object value(RoutingContext context) {
        List<String> accepted = accepted(RouteTable.of(context));
        requireMediaType(context, accepted);
        requireNoEncoding(context, accepted);
        Buffer buffer = context.body().buffer();
        return JsonText.read("body", buffer == null ? new byte[0] : buffer.getBytes());
    }

    private static List<String> accepted(ApiRoute route) {
        Body body = route.body();
        if (body == null) {
            throw new IllegalStateException(route.id() + " declares no body");
        }
        return body.mediaTypes();
    }

    private static void requireMediaType(RoutingContext context, List<String> accepted) {
        String header = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        String found = header == null ? "missing" : header.split(";", 2)[0].strip();
        if (!accepted.contains(found.toLowerCase(Locale.ROOT))) {
            throw RequestRefused.because(
                    new TransportProblem.MediaTypeUnsupported(found, accepted));
        }
    }

    private static void requireNoEncoding(RoutingContext context, List<String> accepted) {
        String found = context.request().getHeader(HttpHeaders.CONTENT_ENCODING);
        if (found != null && !found.strip().equalsIgnoreCase("identity")) {
            throw RequestRefused.because(
                    new TransportProblem.ContentEncodingUnsupported(found, accepted));
        }
    }
}
