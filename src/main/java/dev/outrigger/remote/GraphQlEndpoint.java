package dev.outrigger.remote;

import dev.outrigger.contract.Operation;
import dev.outrigger.json.Json;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
    private final Duration timeout;
    private final RequestOptions request;
    // Vert.x closes a client that nobody refers to.
    private final HttpClient client;
    private final Set<Exchange> underWay = new LinkedHashSet<>();
    private boolean closed;

    GraphQlEndpoint(Vertx vertx, RemoteSettings settings) {
        this.vertx = vertx;
        this.timeout = settings.timeouts().request();
        this.request =
                new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setAbsoluteURI(settings.endpoint().toString())
                        .putHeader("content-type", "application/json; charset=UTF-8")
                        .putHeader("accept", "application/json")
                        .putHeader("user-agent", "outrigger")
                        .putHeader("x-api-key", settings.apiKey());
        HttpClientOptions options =
                new HttpClientOptions()
                        .setConnectTimeout(settings.timeouts().connectMs())
                        .setKeepAliveTimeout(Math.toIntExact(KEEP_ALIVE.toSeconds()))
                        .setDecompressionSupported(true);
        Trust.in(settings).ifPresent(options::setTrustOptions);
        this.client =
                vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    }

    /// @return never failed, and complete within the time limit of a request
    Future<HttpAnswer> post(Operation operation, Map<String, @Nullable Object> variables) {
        if (closed) {
            return Future.succeededFuture(new HttpAnswer.NotSent("this adapter is closed"));
        }
        byte[] body =
                Json.writeBytes(Map.of("query", operation.document(), "variables", variables));
        return new Exchange().run(Buffer.buffer(body));
    }

    /// Gives up every request that has no answer yet.
    ///
    /// @return how many there were
    int cancelAll() {
        List<Exchange> all = List.copyOf(underWay);
        all.forEach(Exchange::cancel);
        return all.size();
    }

    Future<Void> close() {
        closed = true;
        return client.close();
    }

    /// One request with its time limit. Whatever ends it first completes it; the rest is ignored.
    private final class Exchange {
        private final Promise<HttpAnswer> answer = Promise.promise();
        private final Buffer received = Buffer.buffer();
        private @Nullable HttpClientRequest sent;

        Future<HttpAnswer> run(Buffer body) {
            underWay.add(this);
            long timer = vertx.setTimer(timeout.toMillis(), _ -> expire());
            client.request(request)
                    .onSuccess(connected -> send(connected, body))
                    .onFailure(cause -> end(new HttpAnswer.NotSent(Failures.describe(cause))));
            return answer.future()
                    .onComplete(
                            _ -> {
                                underWay.remove(this);
                                vertx.cancelTimer(timer);
                            });
        }

        void cancel() {
            if (sent == null) {
                end(new HttpAnswer.NotSent("cancelled before it was sent"));
            } else {
                abandon("cancelled");
            }
        }

        private void send(HttpClientRequest connected, Buffer body) {
            if (answer.future().isComplete()) {
                connected.reset();
                return;
            }
            sent = connected;
            connected
                    .send(body)
                    .onSuccess(this::read)
                    .onFailure(cause -> end(new HttpAnswer.Lost(Failures.describe(cause))));
        }

        private void read(HttpClientResponse response) {
            response.exceptionHandler(cause -> end(new HttpAnswer.Lost(Failures.describe(cause))))
                    .endHandler(
                            _ ->
                                    end(
                                            new HttpAnswer.Received(
                                                    response.statusCode(),
                                                    response.getHeader("retry-after"),
                                                    received.getBytes())))
                    .handler(this::take);
        }

        private void take(Buffer chunk) {
            if (received.length() + chunk.length() > ANSWER_BYTES_LIMIT) {
                abandon("the answer is larger than " + ANSWER_BYTES_LIMIT + " bytes");
                return;
            }
            received.appendBuffer(chunk);
        }

        private void expire() {
            if (sent == null) {
                end(new HttpAnswer.NotSent("no connection within " + timeout.toMillis() + " ms"));
            } else {
                abandon("no answer within " + timeout.toMillis() + " ms");
            }
        }

        private void abandon(String reason) {
            end(new HttpAnswer.Lost(reason));
            if (sent != null) {
                sent.reset();
            }
        }

        private void end(HttpAnswer outcome) {
            answer.tryComplete(outcome);
        }
    }
}
