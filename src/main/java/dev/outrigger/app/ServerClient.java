package dev.outrigger.app;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.parsetools.RecordParser;

import org.jspecify.annotations.Nullable;

import java.io.FileNotFoundException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/// Asks a running server.
final class ServerClient implements AutoCloseable {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

    private static final int OK = 200;

    private final ServerAddress address;
    private final ClientSSLOptions tls;
    private final Parts parts = new Parts();
    private final HttpClient client = EventLoops.start(parts).vertx().createHttpClient();

    /// @param tls used when the address asks for TLS
    ServerClient(ServerAddress address, ClientSSLOptions tls) {
        this.address = address;
        this.tls = tls;
    }

    /// The server was not asked, or did not answer as one does.
    static final class Unanswered extends Exception {
        private static final long serialVersionUID = 1L;

        /// @param reason as the rest of a sentence about the server
        private Unanswered(String reason) {
            super(reason, null, false, false);
        }
    }

    /// Returns when it answers a GET with 200.
    void check(String path) throws Unanswered {
        got(answered(request(path).setIdleTimeout(ANSWER_LIMIT.toMillis())));
    }

    /// Reads the lines of its answer to a GET, until the answer ends or the connection is gone.
    void follow(String path, Map<String, String> headers, Consumer<String> line) throws Unanswered {
        RequestOptions request = request(path);
        headers.forEach(request::putHeader);
        got(answered(request).compose(answer -> read(answer, line)));
    }

    private RequestOptions request(String path) {
        RequestOptions request =
                new RequestOptions().setURI(path).setConnectTimeout(CONNECT_LIMIT.toMillis());
        return address.to(address.tls() ? request.setSslOptions(tls) : request);
    }

    private Future<HttpClientResponse> answered(RequestOptions request) {
        return client.request(request).compose(HttpClientRequest::send).compose(this::unlessOther);
    }

    private Future<HttpClientResponse> unlessOther(HttpClientResponse answer) {
        return answer.statusCode() == OK
                ? Future.succeededFuture(answer.pause())
                : Future.failedFuture(new Unanswered("answered " + answer.statusCode()));
    }

    private static Future<Void> read(HttpClientResponse answer, Consumer<String> line) {
        Promise<Void> end = Promise.promise();
        RecordParser.newDelimited("\n", answer)
                .endHandler(_ -> end.tryComplete())
                .exceptionHandler(_ -> end.tryComplete())
                .handler(bytes -> line.accept(bytes.toString(StandardCharsets.UTF_8)));
        answer.resume();
        return end.future();
    }

    private static <T> T got(Future<T> answer) throws Unanswered {
        try {
            return answer.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException failure) {
            throw unanswered(failure.getCause());
        }
    }

    private static Unanswered unanswered(@Nullable Throwable failure) {
        return switch (failure) {
            case Unanswered known -> known;
            case ConnectException _, FileNotFoundException _ -> new Unanswered("does not answer");
            case null -> new Unanswered("does not answer");
            case Throwable other -> new Unanswered("cannot be asked: " + reason(other));
        };
    }

    /// The first cause says most.
    private static String reason(Throwable failure) {
        Throwable first = failure;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return String.valueOf(first.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public void close() {
        parts.close();
    }
}
