package dev.outrigger.app;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.StringJoiner;

/// `observe`: prints what a sidecar's observers are told, so that nothing else has to be installed
/// to see it.
@Command(
        name = "observe",
        description = "Print the changes that a sidecar tells of, one JSON object a line.",
        sortOptions = false)
final class ObserveCommand implements Runnable {
    private static final String PATH = "/v1/observe";

    /// Begins the lines that hold what is told; others are for programs that reconnect.
    private static final String DATA = "data: ";

    private final Console console;

    @Mixin private final ServerOption server = new ServerOption();

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
        try (ServerClient client = server.client()) {
            client.follow(PATH + "?" + query(), headers(), this::print);
            throw StartFailure.unreachable(server.url() + " closed the connection");
        } catch (ServerClient.Unanswered unanswered) {
            throw StartFailure.unreachable(
                    server.url() + " cannot be observed: it " + unanswered.getMessage());
        }
    }

    private String query() {
        StringJoiner query = new StringJoiner("&");
        if (model != null) {
            query.add("model=" + URLEncoder.encode(model, StandardCharsets.UTF_8));
        }
        if (since != null) {
            query.add("since=" + since);
        }
        return query.toString();
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>(Map.of("Accept", "text/event-stream"));
        if (token != null) {
            headers.put("Authorization", "Bearer " + token);
        }
        return headers;
    }

    private void print(String line) {
        if (line.startsWith(DATA)) {
            console.print(line.substring(DATA.length()));
        }
    }
}
