package dev.outrigger.api.rest;

import dev.outrigger.api.access.Caller;
import dev.outrigger.api.access.Scope;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Mounts routes, each with the scope that it asks for, and remembers them, to say which methods a
/// path takes.
final class RouteTable {
    private record Entry(HttpMethod method, Pattern path) {}

    private final Router router;
    private final List<Entry> entries = new ArrayList<>();

    RouteTable(Router router) {
        this.router = router;
    }

    /// Where a route is: its method, and a regular expression for the whole path.
    record Place(HttpMethod method, String path) {}

    /// A route for callers who have `scope`.
    ///
    /// @param handlers in the order of their calls
    @SafeVarargs
    final void on(Scope scope, Place place, Handler<RoutingContext>... handlers) {
        Route route = route(place);
        for (Handler<RoutingContext> handler : handlers) {
            route.handler(handler == handlers[0] ? guarded(scope, handler) : handler);
        }
    }

    /// A route for everybody.
    void free(Place place, Handler<RoutingContext> handler) {
        route(place).handler(handler);
    }

    private static Handler<RoutingContext> guarded(Scope scope, Handler<RoutingContext> handler) {
        return context -> {
            Caller.of(context).require(scope);
            handler.handle(context);
        };
    }

    private Route route(Place place) {
        entries.add(new Entry(place.method(), Pattern.compile(place.path())));
        return router.routeWithRegex(place.method(), place.path());
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
