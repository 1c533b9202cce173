package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.outrigger.json.Json;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A client of server-sent events that reads them as the standard says, and keeps them in order.
public final class EventsClient implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final HttpRequest asked;
    private final HttpResponse<InputStream> response;
    private final @Nullable OpenApiContract held;
    private volatile String lastId = "";
    private volatile boolean ended;

    /// Opened when lines may be read.
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /// @param id the last one that came, with it or before
    public record Event(String id, Map<String, @Nullable Object> json) {}

    /// @param held what answer and events are held against, or null for nothing
    EventsClient(HttpClient client, HttpRequest.Builder request, @Nullable OpenApiContract held) {
        this.held = held;
        asked = request.header("Accept", "text/event-stream").build();
        try {
            response = client.send(asked, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException failure) {
            throw new IllegalStateException("no answer", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
        assertThat(response.statusCode()).isEqualTo(200);
        if (held != null) {
            held.checkStream(asked, response);
        }
        Thread.ofVirtual().start(this::read);
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("absent");
    }

    /// Takes no more than one line from the network until [#goOn].
    public void pause() {
        gate = new CountDownLatch(1);
    }

    public void goOn() {
        gate.countDown();
    }

    /// What a browser would show when it connects again.
    public String lastId() {
        return lastId;
    }

    public Event next() {
        try {
            Event event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            assertThat(event).as("an event within %s s", PATIENCE_SECONDS).isNotNull();
            if (held != null) {
                held.checkEvent(asked, event.json());
            }
            return event;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    public Event next(String type) {
        Event event = next();
        assertThat(event.json()).containsEntry("type", type);
        return event;
    }

    public List<Event> changes(int count) {
        List<Event> changes = new ArrayList<>();
        while (changes.size() < count) {
            changes.add(next("change"));
        }
        return changes;
    }

    public void awaitEnd() {
        await().until(() -> ended);
        assertThat(events).isEmpty();
    }

    /// Cuts the connection.
    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException _) {
            // It was cut by the other side.
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String data = null;
            String line = nextLine(lines);
            while (line != null) {
                if (line.startsWith("data: ")) {
                    data = line.substring("data: ".length());
                } else if (line.startsWith("id: ")) {
                    lastId = line.substring("id: ".length());
                } else if (line.isEmpty() && data != null) {
                    events.add(new Event(lastId, Json.readObject(data)));
                    data = null;
                }
                line = nextLine(lines);
            }
        } catch (IOException _) {
            // The connection was cut, by either side.
        }
        ended = true;
    }

    private @Nullable String nextLine(BufferedReader lines) throws IOException {
        try {
            gate.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return lines.readLine();
    }
}
