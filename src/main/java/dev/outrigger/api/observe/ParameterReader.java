package dev.outrigger.api.observe;

import dev.outrigger.api.problem.InputProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.route.RequestHeader;
import dev.outrigger.api.wire.JsonText;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads what a client wants to be told by server-sent events, which its query parameters say as
/// the members of a frame would.
final class ParameterReader {
    private static final String LAST_EVENT = RequestHeader.LAST_EVENT_ID.header();
    private static final String TYPE = "type";
    private static final String SINCE = "since";

    /// Those whose value is JSON; the others are words and numbers.
    private static final List<String> IN_JSON = List.of("filter", "key");

    private static final List<String> NUMBERS = List.of(SINCE, "limit");

    /// A response carries one stream, so there is nothing to tell apart.
    private static final String ONLY_ID = "";

    private final WishReader wishes;

    ParameterReader(WishReader wishes) {
        this.wishes = wishes;
    }

    ClientFrame.Wish read(RoutingContext request) {
        Map<String, @Nullable Object> members = members(request.queryParams());
        Object named = members.remove(TYPE);
        String type = named == null ? WishReader.OBSERVE : named.toString();
        if (type.equals(WishReader.OBSERVE)) {
            resume(members, request);
        }
        WishReader.Wording wording =
                new WishReader.Wording(ONLY_ID, members, ParameterReader::invalid);
        return wishes.read(type, wording)
                .orElseThrow(
                        () ->
                                invalid(
                                        TYPE,
                                        "is %s; allowed: %s"
                                                .formatted(
                                                        type,
                                                        String.join(", ", WishReader.TYPES))));
    }

    private static Map<String, @Nullable Object> members(MultiMap parameters) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        for (Map.Entry<String, String> parameter : parameters) {
            members.put(parameter.getKey(), decoded(parameter.getKey(), parameter.getValue()));
        }
        return members;
    }

    private static @Nullable Object decoded(String name, String text) {
        if (IN_JSON.contains(name)) {
            return JsonText.read(name, text);
        }
        if (!NUMBERS.contains(name)) {
            return text;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException _) {
            throw invalid(name, "is \"" + text + "\", not a whole number");
        }
    }

    /// A browser that reconnects asks for the URL that it began with, so what it has seen meanwhile
    /// counts and not what the URL says.
    private static void resume(Map<String, @Nullable Object> members, RoutingContext request) {
        String last = request.request().getHeader(LAST_EVENT);
        if (last != null && !last.isEmpty()) {
            members.put(SINCE, seq(last));
        }
    }

    private static Long seq(String lastEvent) {
        try {
            return Long.valueOf(lastEvent);
        } catch (NumberFormatException _) {
            throw RequestRefused.because(
                    new InputProblem.HeaderInvalid(
                            LAST_EVENT,
                            "is \"" + lastEvent + "\", which no event of this API has"));
        }
    }

    private static RequestRefused invalid(String name, String reason) {
        return RequestRefused.parameter(name, reason);
    }
}
