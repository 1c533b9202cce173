package dev.outrigger.api.openapi;

import dev.outrigger.api.access.Caller;
import dev.outrigger.api.route.ApiRoute;
import dev.outrigger.json.Json;
import dev.outrigger.model.Schema;
import dev.outrigger.predicate.TextSearch;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Supplier;

/// Answers `GET /openapi.json`. The document is put together when it is first asked for: most
/// sidecars are never asked, and should neither start later nor be larger for it. Used on one event
/// loop.
public final class DocumentEndpoint implements Handler<RoutingContext> {
    private final Schema schema;
    private final TextSearch.Of search;
    private final Supplier<List<ApiRoute>> routes;
    private @Nullable Buffer text;

    /// @param search the fields that filters may search
    /// @param routes all that are mounted by the time of a request
    public DocumentEndpoint(Schema schema, TextSearch.Of search, Supplier<List<ApiRoute>> routes) {
        this.schema = schema;
        this.search = search;
        this.routes = routes;
    }

    @Override
    public void handle(RoutingContext context) {
        Caller caller = Caller.of(context);
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .end(caller.limited() ? text(ReachableSchema.of(schema, caller)) : whole());
    }

    private Buffer whole() {
        if (text == null) {
            text = text(schema);
        }
        return text;
    }

    private Buffer text(Schema told) {
        return Buffer.buffer(Json.writeBytes(OpenApiDocument.of(told, search, routes.get())));
    }
}
