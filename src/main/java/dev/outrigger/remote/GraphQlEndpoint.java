package dev.outrigger.remote;

import dev.outrigger.contract.Batch;
import dev.outrigger.contract.Operation;
import dev.outrigger.json.Json;
import dev.outrigger.json.Members;
import dev.outrigger.remote.credentials.Credentials;
import dev.outrigger.remote.credentials.Posting;
import dev.outrigger.remote.credentials.Shown;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Posts GraphQL operations to the backend. All calls come on one Vert.x context.
final class GraphQlEndpoint {
    /// As many as the engine has lanes for mutations. A request beyond that waits for a connection,
    /// within its time limit.
    private static final int CONNECTIONS = 32;

    /// Below the 60 s after which common load balancers drop an idle connection: a request on a
    /// connection that is just being dropped would be lost for nothing.
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(45);

    /// A page of 1000 items of 64 KiB. What is larger is not read, as it would fill the memory.
    private static final int ANSWER_BYTES_LIMIT = 64 * 1024 * 1024;

    private final Vertx vertx;
    private final URI address;
    private final HttpExchange.Limits limits;
    private final RequestOptions request;
    // Vert.x closes a client that nobody refers to.
    private final HttpClient client;
    private final Set<HttpExchange> underWay = new LinkedHashSet<>();
    private boolean closed;

    GraphQlEndpoint(Vertx vertx, RemoteSettings settings) {
        this.vertx = vertx;
        this.address = settings.endpoint();
        this.limits = new HttpExchange.Limits(settings.timeouts().request(), ANSWER_BYTES_LIMIT);
        this.request =
                new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setAbsoluteURI(settings.endpoint().toString())
                        .putHeader("content-type", "application/json; charset=UTF-8")
                        .putHeader("accept", "application/json")
                        .putHeader("user-agent", "outrigger");
        HttpClientOptions options =
                new HttpClientOptions()
                        .setConnectTimeout(settings.timeouts().connectMs())
                        .setKeepAliveTimeout(Math.toIntExact(KEEP_ALIVE.toSeconds()))
                        .setDecompressionSupported(true);
        Trust.in(settings).ifPresent(options::setTrustOptions);
        this.client =
                vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    }

    /// @param ways what may be shown, in the order in which it is tried
    /// @return never failed, and complete within the time limit of a request for each way
    Future<HttpAnswer> post(
            Operation operation, Map<String, @Nullable Object> variables, List<Credentials> ways) {
        return negotiation(operation.document(), variables, Welcome.to(operation, ways)).with(ways);
    }

    /// A document of several is carried out in part, so there is one way only to send it.
    ///
    /// @return never failed, and complete within the time limit of a request
    Future<HttpAnswer> post(Batch batch, Credentials way) {
        return negotiation(batch.document(), batch.variables(), Welcome::byStatus)
                .with(List.of(way));
    }

    private Negotiation negotiation(
            String document,
            Map<String, @Nullable Object> variables,
            Function<HttpAnswer, Welcome> welcome) {
        String body = Json.write(Members.of("query", document).and("variables", variables).json());
        Buffer bytes = Buffer.buffer(body);
        return new Negotiation(
                welcome, new Posting(address, body), headers -> send(headers, bytes));
    }

    private Future<HttpAnswer> send(Shown.Headers shown, Buffer body) {
        if (closed) {
            return Future.succeededFuture(new HttpAnswer.NotSent("this adapter is closed"));
        }
        RequestOptions authorized = new RequestOptions(request);
        shown.values().forEach(authorized::putHeader);
        HttpExchange exchange = new HttpExchange(vertx, limits);
        underWay.add(exchange);
        return exchange.run(client.request(authorized), body)
                .onComplete(_ -> underWay.remove(exchange));
    }

    /// Gives up every request that has no answer yet.
    ///
    /// @return how many there were
    int cancelAll() {
        List<HttpExchange> all = List.copyOf(underWay);
        all.forEach(HttpExchange::cancel);
        return all.size();
    }

    Future<Void> close() {
        closed = true;
        return client.close();
    }
}
