package dev.outrigger.testing;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// An app that uses Apollo Client as it comes from npm. Its log is in `target/node`.
public final class ApolloApp implements AutoCloseable {
    private static final String NAME = "apollo";

    private final NodeProcess process;

    private ApolloApp(NodeProcess process) {
        this.process = process;
    }

    /// @param endpoint of GraphQL, over HTTP and WebSocket
    public static ApolloApp start(URI endpoint) {
        ApolloApp app =
                new ApolloApp(
                        NodeProcess.start(
                                NAME, NodeWorkspace.ready(NAME).resolve("apollo.mjs"), Map.of()));
        app.process.call("start", Map.of("url", endpoint.toString()));
        return app;
    }

    /// The data of a query, from the client's cache where that has it.
    public Map<?, ?> query(String document, Map<String, ?> variables) {
        return data("query", document, variables);
    }

    public Map<?, ?> mutate(String document, Map<String, ?> variables) {
        return data("mutate", document, variables);
    }

    /// The errors of a mutation that must be refused.
    public List<?> refused(String document, Map<String, ?> variables) {
        return (List<?>) Objects.requireNonNull(call("refused", document, variables));
    }

    private Map<?, ?> data(String command, String document, Map<String, ?> variables) {
        return (Map<?, ?>) Objects.requireNonNull(call(command, document, variables));
    }

    private @Nullable Object call(String command, String document, Map<String, ?> variables) {
        return process.call(command, Map.of("document", document, "variables", variables));
    }

    /// @param name of its events
    public void subscribe(String name, String document) {
        process.call(
                "subscribe", Map.of("name", name, "document", document, "variables", Map.of()));
    }

    /// Watches a query, which is told whenever the cache has news of its answer.
    ///
    /// @param name of its events
    public void watch(String name, String document) {
        process.call("watch", Map.of("name", name, "document", document, "variables", Map.of()));
    }

    /// The data of the events of this name, in their order. A query that is watched has one without
    /// any while it is loading.
    public List<?> events(String name) {
        return process.events().stream()
                .filter(event -> name.equals(event.get("name")))
                .flatMap(event -> Stream.ofNullable(event.get("data")))
                .toList();
    }

    /// Whether its WebSocket is there.
    public boolean connected() {
        return process.events().stream().anyMatch(event -> "connected".equals(event.get("event")));
    }

    @Override
    public void close() {
        process.close();
    }
}
