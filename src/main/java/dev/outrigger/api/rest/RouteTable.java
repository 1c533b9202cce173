package dev.outrigger.api.rest;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Mounts routes and remembers them, to say which methods a path takes.
final class RouteTable {
    private record Entry(HttpMethod method, Pattern path) {}

    private final Router router;
    private final List<Entry> entries = new ArrayList<>();

    RouteTable(Router router) {
        this.router = router;
    }

    /// @param path regular expression for the whole path
    /// @param handlers in the order of their calls
    @SafeVarargs
    final void on(HttpMethod method, String path, Handler<RoutingContext>... handlers) {
        entries.add(new Entry(method, Pattern.compile(path)));
        Route route = router.routeWithRegex(method, path);
        for (Handler<RoutingContext> handler : handlers) {
            route.handler(handler);
        }
    }

    /// The value of an `Allow` header.
    String allowed(String path) {
        return entries.stream()
                .filter(entry -> entry.path().matcher(path).matches())
                .map(entry -> entry.method().name())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
