package dev.outrigger.remote;

import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;
import dev.outrigger.remote.credentials.IssuerCalls;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// Asks issuers of tokens over HTTP. It follows no redirect, so that nobody but the configured
/// party gets to see a secret, and trusts the platform's authorities: an issuer is somebody else
/// than the backend.
public final class IssuerEndpoint implements IssuerCalls {
    private static final HttpExchange.Limits LIMITS =
            new HttpExchange.Limits(Duration.ofSeconds(10), 1 << 20);
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

    private final Vertx vertx;
    // Vert.x closes a client that nobody refers to.
    private final HttpClient client;

    public IssuerEndpoint(Vertx vertx) {
        this.vertx = vertx;
        this.client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setConnectTimeout(Math.toIntExact(CONNECT_LIMIT.toMillis())));
    }

    @Override
    public Future<Reply> get(URI address) {
        return send(request(HttpMethod.GET, address), Buffer.buffer());
    }

    @Override
    public Future<Reply> post(URI address, Map<String, String> headers, String body) {
        RequestOptions request = request(HttpMethod.POST, address);
        headers.forEach(request::putHeader);
        return send(request, Buffer.buffer(body));
    }

    private static RequestOptions request(HttpMethod method, URI address) {
        return new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(address.toString())
                .putHeader("accept", "application/json")
                .putHeader("user-agent", "outrigger");
    }

    private Future<Reply> send(RequestOptions request, Buffer body) {
        return new HttpExchange(vertx, LIMITS)
                .run(client.request(request), body)
                .map(IssuerEndpoint::reply);
    }

    private static Reply reply(HttpAnswer answer) {
        return switch (answer) {
            case HttpAnswer.Received received ->
                    new Reply.Answered(received.status(), object(received.body()));
            case HttpAnswer.NotSent(String reason) -> new Reply.Failed(reason);
            case HttpAnswer.NothingToShow(String reason) -> new Reply.Failed(reason);
            case HttpAnswer.Lost(String reason) -> new Reply.Failed(reason);
        };
    }

    private static Map<?, ?> object(byte[] body) {
        try {
            return Json.read(body) instanceof Map<?, ?> object ? object : Map.of();
        } catch (MalformedJson _) {
            return Map.of();
        }
    }
}
