package dev.outrigger.api.rest;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// The path of a request as its client sent it.
///
/// The router takes `.` and `..` out of a path before it looks for a route, also percent-encoded,
/// though each is a value that a key may have. So it is shown another path, and whoever reads a
/// path reads it here.
final class SentPath implements Handler<RoutingContext> {
    private static final String SENT = SentPath.class.getName();

    /// Is as many segments as what it stands for, and no word of any route.
    private static final String PLACEHOLDER = "_";

    static String of(RoutingContext context) {
        String sent = context.get(SENT);
        return sent == null ? context.request().path() : sent;
    }

    /// Stands before everything else: what follows begins anew with the other path.
    @Override
    public void handle(RoutingContext context) {
        String path = context.request().path();
        if (path == null || context.get(SENT) != null || !isSuspected(path)) {
            context.next();
            return;
        }
        context.put(SENT, path);
        String query = context.request().query();
        context.reroute(shown(path) + (query == null ? "" : "?" + query));
    }

    private static boolean isSuspected(String path) {
        return path.contains("/.") || path.contains("/%2e") || path.contains("/%2E");
    }

    private static String shown(String path) {
        return Arrays.stream(path.split("/", -1))
                .map(segment -> isDots(segment) ? PLACEHOLDER : segment)
                .collect(Collectors.joining("/"));
    }

    private static boolean isDots(String segment) {
        String decoded = segment.toLowerCase(Locale.ROOT).replace("%2e", ".");
        return decoded.equals(".") || decoded.equals("..");
    }
}
