package dev.outrigger.app;

import dev.outrigger.json.Json;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/// `observe`: prints what a sidecar's observers are told, so that nothing else has to be installed
/// to see it.
@Command(
        name = "observe",
        description = "Print the changes that a sidecar tells of, one JSON object a line.",
        sortOptions = false)
final class ObserveCommand implements Runnable {
    private final Console console;

    @Parameters(index = "0", paramLabel = "URL", description = "such as http://127.0.0.1:4700")
    private URI address = URI.create("");

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "MODEL",
            description = "left out: all models")
    private @Nullable String model;

    @Option(
            names = "--since",
            paramLabel = "SEQ",
            description = "begin with the change after this one")
    private @Nullable Long since;

    @Option(names = "--token", paramLabel = "TOKEN", description = "if the sidecar asks for one")
    private @Nullable String token;

    ObserveCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        CompletableFuture<String> end = new CompletableFuture<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            WebSocket socket = opened(client, new Printer(console, end));
            socket.sendText(Json.write(request()), true);
            throw StartFailure.unreachable(address + " " + end.join());
        }
    }

    private Map<String, Object> request() {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("type", "observe");
        request.put("id", "1");
        if (model != null) {
            request.put("model", model);
        }
        if (since != null) {
            request.put("since", since);
        }
        return request;
    }

    private WebSocket opened(HttpClient client, Printer printer) {
        WebSocket.Builder builder = client.newWebSocketBuilder();
        if (token != null) {
            builder.header("Authorization", "Bearer " + token);
        }
        try {
            return builder.buildAsync(Addresses.webSocket(address, "/v1/observe"), printer).join();
        } catch (CompletionException failure) {
            throw StartFailure.unreachable(address + " " + reason(failure.getCause()));
        }
    }

    private static String reason(@Nullable Throwable failure) {
        return switch (failure) {
            case ConnectException _ -> "does not answer";
            case WebSocketHandshakeException refused ->
                    "refuses to be observed: it answered " + refused.getResponse().statusCode();
            case IOException io -> "cannot be observed: " + io.getMessage();
            case null, default -> "cannot be observed: " + failure;
        };
    }

    /// Prints frames as they come, and tells how the connection ended.
    private static final class Printer implements WebSocket.Listener {
        private final Console console;
        private final CompletableFuture<String> end;
        private final StringBuilder frame = new StringBuilder();

        Printer(Console console, CompletableFuture<String> end) {
            this.console = console;
            this.end = end;
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence part, boolean last) {
            frame.append(part);
            if (last) {
                console.print(frame.toString());
                frame.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            end.complete("closed the connection");
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            end.complete("is gone: " + failure.getMessage());
        }
    }
}
