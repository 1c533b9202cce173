package dev.outrigger.api.rest;

import dev.outrigger.api.access.Caller;
import dev.outrigger.api.access.Scope;
import dev.outrigger.api.route.ApiRoute;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Mounts routes, each with the scope that it asks for, and remembers them, to say which methods a
/// path takes.
final class RouteTable {
    /// Where a mounted route finds its declaration.
    private static final String DECLARATION = ApiRoute.class.getName();

    private record Entry(ApiRoute route, Pattern path) {}

    private final Router router;
    private final List<Entry> entries = new ArrayList<>();

    RouteTable(Router router) {
        this.router = router;
    }

    /// @param handlers in the order of their calls
    void on(ApiRoute declared, List<Handler<RoutingContext>> handlers) {
        entries.add(new Entry(declared, Pattern.compile(declared.expression())));
        Route route = router.routeWithRegex(declared.expression());
        declared.methods().forEach(route::method);
        route.putMetadata(DECLARATION, declared);
        route.handler(asking(declared.scope(), handlers.getFirst()));
        handlers.stream().skip(1).forEach(route::handler);
    }

    /// The route that took a request, in code that one of its handlers calls.
    static ApiRoute of(RoutingContext context) {
        return context.currentRoute().getMetadata(DECLARATION);
    }

    /// Every route that is mounted.
    List<ApiRoute> declared() {
        return entries.stream().map(Entry::route).toList();
    }

    /// The scope is asked for before anything else, so that a body without rights is not read.
    private static Handler<RoutingContext> asking(
            @Nullable Scope scope, Handler<RoutingContext> first) {
        return context -> {
            if (scope != null) {
                Caller.of(context).require(scope);
            }
            first.handle(context);
        };
    }

    /// The value of an `Allow` header.
    String allowed(String path) {
        return entries.stream()
                .filter(entry -> entry.path().matcher(path).matches())
                .flatMap(entry -> entry.route().methods().stream())
                .map(HttpMethod::name)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
