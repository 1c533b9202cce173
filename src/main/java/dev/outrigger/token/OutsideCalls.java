package dev.outrigger.token;

import dev.outrigger.json.Json;
import dev.outrigger.json.MalformedJson;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/// Asks others for JSON over HTTP: issuers for their keys, an authorizer for its decision. It
/// follows no redirect, so that nobody but the configured party answers.
public final class OutsideCalls implements AutoCloseable {
    private static final int OK = 200;
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

    /// Of an answer. AppSync takes 5 MB from an authorizer, of which nothing here makes use.
    private static final long ANSWER_BYTES = 1 << 20;

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_LIMIT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    /// The object found at an address. The stage fails when there is none; the failure says why,
    /// and repeats nothing of the answer.
    public CompletionStage<Map<?, ?>> get(URI address, Duration limit) {
        return send(HttpRequest.newBuilder(address).GET(), limit);
    }

    /// As [#get], of the answer to an object.
    public CompletionStage<Map<?, ?>> post(URI address, Map<String, ?> body, Duration limit) {
        return send(
                HttpRequest.newBuilder(address)
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(Json.writeBytes(body))),
                limit);
    }

    private CompletionStage<Map<?, ?>> send(HttpRequest.Builder request, Duration limit) {
        HttpResponse.BodyHandler<byte[]> limited =
                HttpResponse.BodyHandlers.limiting(
                        HttpResponse.BodyHandlers.ofByteArray(), ANSWER_BYTES);
        // The request's own limit ends with the headers, and a body may trickle.
        return client.sendAsync(request.timeout(limit).build(), limited)
                .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .thenCompose(OutsideCalls::object);
    }

    private static CompletionStage<Map<?, ?>> object(HttpResponse<byte[]> response) {
        if (response.statusCode() != OK) {
            return failed("answered with status " + response.statusCode());
        }
        try {
            return Json.read(response.body()) instanceof Map<?, ?> object
                    ? CompletableFuture.completedFuture(object)
                    : failed("answered with JSON that is no object");
        } catch (MalformedJson malformed) {
            return failed("answered with something that is not JSON");
        }
    }

    private static CompletionStage<Map<?, ?>> failed(String reason) {
        return CompletableFuture.failedFuture(new IOException(reason));
    }

    /// Why a call failed, for the log.
    public static String reason(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        return cause == null ? failure.toString() : cause.toString();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
