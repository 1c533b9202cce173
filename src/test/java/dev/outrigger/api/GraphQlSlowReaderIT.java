package dev.outrigger.api;

import static dev.outrigger.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.graphql.GraphQlLimits;
import dev.outrigger.json.Json;
import dev.outrigger.testing.InMemoryReplicaStore;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/// A subscriber that does not read: its events wait in the change log, not in memory.
class GraphQlSlowReaderIT {
    private static final int POSTS = 150;

    /// Together far more than fits into the buffers between two sockets.
    private static final String TITLE = "x".repeat(100_000);

    private final InMemoryReplicaStore store =
            new InMemoryReplicaStore(TestSchema.read(), Instant::now);
    private @Nullable ApiServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    /// @param waiting changes that may wait for a subscription, for no longer than an instant
    private ApiServer serving(int waiting) {
        GraphQlLimits usual = GraphQlLimits.defaults();
        GraphQlLimits limits =
                new GraphQlLimits(
                        usual.queries(),
                        usual.operations(),
                        64 << 10,
                        waiting,
                        Duration.ZERO,
                        usual.keepAlive(),
                        usual.connectionDuration());
        server =
                new ApiServer(
                        ApiServer.Parts.inMemory(store),
                        new FakeSyncControl(),
                        ApiSettings.loopback(0).with(ApiLimits.defaults().with(limits)));
        return server;
    }

    private static void createPosts(ApiServer server) {
        for (int number = 0; number < POSTS; number++) {
            server.post(
                    "/v1/models/Post",
                    "{\"id\": \"p%d\", \"title\": \"%s\", \"status\": \"ACTIVE\"}"
                            .formatted(number, TITLE));
        }
    }

    @Test
    void whoReadsAgainGetsEveryEventInItsOrder() {
        // Given
        ApiServer serving = serving(10 * POSTS);
        Reader reader = Reader.subscribed(serving.port());

        // When
        createPosts(serving);

        // Then
        assertThat(reader.read()).isLessThan(POSTS);
        reader.readAll();
        eventually(() -> assertThat(reader.ids()).hasSize(POSTS));
        List<String> expected = new ArrayList<>();
        for (int number = 0; number < POSTS; number++) {
            expected.add("p" + number);
        }
        assertThat(reader.ids()).isEqualTo(expected);
    }

    @Test
    void whoFallsBehindForGoodIsToldSo() {
        // Given
        ApiServer serving = serving(5);
        Reader reader = Reader.subscribed(serving.port());

        // When
        createPosts(serving);
        reader.readAll();

        // Then
        eventually(() -> assertThat(reader.latest()).contains("\"type\":\"error\""));
        assertThat(reader.latest()).contains("urn:outrigger:problem:too-slow", "lastSeq");
        assertThat(reader.ids().size()).isLessThan(POSTS);
    }

    /// A client that takes messages only when it is told to.
    private static final class Reader implements WebSocket.Listener {
        private final List<String> messages = new CopyOnWriteArrayList<>();
        private final StringBuilder partial = new StringBuilder();
        private volatile boolean reading = true;
        private @Nullable WebSocket socket;

        static Reader subscribed(int port) {
            Reader reader = new Reader();
            WebSocket socket =
                    HttpClient.newHttpClient()
                            .newWebSocketBuilder()
                            .subprotocols("graphql-transport-ws")
                            .buildAsync(URI.create("ws://127.0.0.1:" + port + "/graphql"), reader)
                            .join();
            reader.socket = socket;
            socket.sendText("{\"type\":\"connection_init\"}", true).join();
            eventually(() -> assertThat(reader.messages).hasSize(1));
            socket.sendText(
                            Json.write(
                                    Map.of(
                                            "type",
                                            "subscribe",
                                            "id",
                                            "1",
                                            "payload",
                                            Map.of(
                                                    "query",
                                                    "subscription { onCreatePost { id title } }"))),
                            true)
                    .join();
            // The answer shows that the subscription was read.
            socket.sendText("{\"type\":\"ping\"}", true).join();
            eventually(() -> assertThat(reader.latest()).contains("pong"));
            reader.reading = false;
            return reader;
        }

        int read() {
            return ids().size();
        }

        void readAll() {
            reading = true;
            socket.request(1);
        }

        String latest() {
            return messages.getLast();
        }

        List<String> ids() {
            return messages.stream()
                    .filter(message -> message.contains("\"type\":\"next\""))
                    .map(message -> message.replaceAll("(?s).*\"id\":\"(p\\d+)\".*", "$1"))
                    .toList();
        }

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                messages.add(partial.toString());
                partial.setLength(0);
            }
            if (reading) {
                from.request(1);
            }
            return null;
        }
    }
}
