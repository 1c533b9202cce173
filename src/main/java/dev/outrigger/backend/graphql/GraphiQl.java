package dev.outrigger.backend.graphql;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.graphql.GraphiQLHandler;
import io.vertx.ext.web.handler.graphql.GraphiQLHandlerOptions;

/// The page `/graphiql`, to try queries on. Everything of it is in the jar, so it needs no network;
/// whoever uses it gives their key in its tab for headers.
final class GraphiQl {
    private GraphiQl() {}

    static Router page(Vertx vertx) {
        var options = new GraphiQLHandlerOptions().setEnabled(true).setGraphQLUri("/graphql");
        return GraphiQLHandler.builder(vertx).with(options).build().router();
    }
}
