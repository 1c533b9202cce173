package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.replica.ReplicaStore;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A local API over an empty replica, for tests that run once on each kind of replica.
abstract class OnEveryReplica {
    final FakeSyncControl sync = new FakeSyncControl();

    @Parameter TestReplica kind;

    ReplicaStore store;
    ApiServer server;
    private final List<ObserveClient> clients = new ArrayList<>();
    private TestReplica.Opened opened;

    @BeforeEach
    void open() {
        opened = kind.open();
        store = opened.parts().store();
        serve(ApiSettings.loopback(0));
    }

    @AfterEach
    void close() {
        clients.forEach(ObserveClient::close);
        server.close();
        opened.end().run();
    }

    /// Starts the API; one that ran before must be closed. Whatever is asked and answered is held
    /// against its document.
    void serve(ApiSettings settings) {
        server = new ApiServer(opened.parts(), sync, settings).holdingToTheDocument();
    }

    void aPost(String id, int rating) {
        assertThat(server.post("/v1/models/Post", post(id, rating)).status()).isEqualTo(201);
    }

    /// Posts with the ratings from 1 on.
    void posts(int count) {
        for (int rating = 1; rating <= count; rating++) {
            aPost("p" + rating, rating);
        }
    }

    static String post(String id, int rating) {
        return "{\"id\": \"%s\", \"title\": \"t\", \"status\": \"ACTIVE\", \"rating\": %d}"
                .formatted(id, rating);
    }

    /// A new WebSocket that has sent this frame.
    ObserveClient observing(String frame) {
        ObserveClient client = server.observe();
        clients.add(client);
        client.send(frame);
        return client;
    }

    static String since(long seq) {
        return "{\"type\": \"observe\", \"id\": \"1\", \"since\": " + seq + "}";
    }

    /// The problem of the next frame, which must be an error under this id.
    static Map<?, ?> problem(ObserveClient client, @Nullable String id) {
        Map<String, @Nullable Object> frame = client.next("error");
        assertThat(frame).containsEntry("id", id);
        return (Map<?, ?>) frame.get("problem");
    }

    static long number(Map<String, @Nullable Object> frame, String name) {
        return ((Number) frame.get(name)).longValue();
    }
}
