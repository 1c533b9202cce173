package dev.outrigger.bench;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;

import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Clients that each keep one connection open and send the next request as soon as the one before
/// it is answered. All of it runs on one event loop, so there are no locks.
final class ClosedLoop {
    private final Vertx vertx;
    private final URI server;

    ClosedLoop(Vertx vertx, URI server) {
        this.vertx = vertx;
        this.server = server;
    }

    /// @param status the only one that counts as an answer
    record Request(HttpMethod method, String path, Buffer body, int status) {}

    /// Until so much time has gone by; a request that is under way then is waited for.
    Load during(Duration duration, int connections, Supplier<Request> requests) {
        long end = System.nanoTime() + duration.toNanos();
        return run(connections, () -> System.nanoTime() < end, requests);
    }

    /// As many requests as `count`.
    Load times(int count, int connections, Supplier<Request> requests) {
        int[] left = {count};
        return run(connections, () -> left[0]-- > 0, requests);
    }

    /// @throws RuntimeException when any request was not answered as it should be
    private Load run(int connections, BooleanSupplier more, Supplier<Request> requests) {
        Context context = vertx.getOrCreateContext();
        Promise<Load> load = Promise.promise();
        context.runOnContext(_ -> new Run(connections, more, requests).start().onComplete(load));
        return load.future().await();
    }

    /// Sends one request and waits for the whole answer.
    static Future<Void> send(HttpClientConnection connection, Request request) {
        RequestOptions options =
                new RequestOptions()
                        .setMethod(request.method())
                        .setURI(request.path())
                        .putHeader("content-type", "application/json")
                        .putHeader("x-api-key", Rig.API_KEY);
        return connection
                .request(options)
                .compose(sent -> sent.send(request.body()))
                .compose(answer -> complete(answer, request));
    }

    private static Future<Void> complete(HttpClientResponse answer, Request request) {
        return answer.statusCode() == request.status()
                ? answer.end()
                : answer.body()
                        .compose(
                                body ->
                                        Future.failedFuture(
                                                request.method()
                                                        + " "
                                                        + request.path()
                                                        + " answered "
                                                        + answer.statusCode()
                                                        + " "
                                                        + body));
    }

    private final class Run {
        private final int connections;
        private final BooleanSupplier more;
        private final Supplier<Request> requests;
        private final HttpClientAgent client = vertx.createHttpClient();
        private final Promise<Load> load = Promise.promise();
        private final long begun = System.nanoTime();
        private long[] nanos = new long[1 << 16];
        private int answered;
        private int ended;

        Run(int connections, BooleanSupplier more, Supplier<Request> requests) {
            this.connections = connections;
            this.more = more;
            this.requests = requests;
        }

        Future<Load> start() {
            HttpConnectOptions options =
                    new HttpConnectOptions().setHost(server.getHost()).setPort(server.getPort());
            for (int each = 0; each < connections; each++) {
                client.connect(options).onSuccess(this::next).onFailure(load::tryFail);
            }
            return load.future().eventually(client::close);
        }

        private void next(HttpClientConnection connection) {
            if (load.future().isComplete()) {
                return;
            }
            if (!more.getAsBoolean()) {
                end();
                return;
            }
            long sent = System.nanoTime();
            send(connection, requests.get())
                    .onSuccess(
                            _ -> {
                                count(System.nanoTime() - sent);
                                next(connection);
                            })
                    .onFailure(load::tryFail);
        }

        private void count(long taken) {
            if (answered == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * answered);
            }
            nanos[answered++] = taken;
        }

        private void end() {
            if (++ended == connections) {
                Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
                load.tryComplete(new Load(elapsed, new Latencies(Arrays.copyOf(nanos, answered))));
            }
        }
    }
}
