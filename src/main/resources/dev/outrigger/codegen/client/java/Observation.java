package outrigger.client;

import java.net.URI;
import java.net.http.WebSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Something observed on a WebSocket of its own. A lost connection is opened again, and what was
 * missed is told. {@link #close} ends it.
 */
public final class Observation implements AutoCloseable {
    private static final long FIRST_PAUSE_MS = 200;
    private static final long LONGEST_PAUSE_MS = 10_000;
    private static final Set<ProblemType> GAPS =
            Set.of(ProblemType.SINCE_TOO_OLD, ProblemType.SINCE_AHEAD, ProblemType.SESSION_CHANGED);

    /** What an observer is told. */
    public sealed interface Event<T> {}

    /**
     * A change of an item, as it is after the change; of a deleted one its last fields.
     *
     * @param op INSERT, UPDATE or DELETE
     */
    public record Change<T>(String op, Outrigger.Stored<T> stored, String origin, long seq)
            implements Event<T> {}

    /** All items that match now. */
    public record Snapshot<T>(List<Outrigger.Stored<T>> items, boolean isSynced)
            implements Event<T> {}

    /** Changes were missed for good: read again what you show. Later ones follow. */
    public record Gap<T>(OutriggerProblem problem) implements Event<T> {}

    /** The observation has ended by a problem; nothing follows. */
    public record Ended<T>(OutriggerProblem problem) implements Event<T> {}

    private final Outrigger client;
    private final Map<String, Object> asked;
    private final Consumer<Map<String, Object>> told;
    private final Consumer<OutriggerProblem> gap;
    private final Consumer<OutriggerProblem> ended;
    private Long since;
    private long pauseMs = FIRST_PAUSE_MS;
    private WebSocket socket;
    private boolean closed;

    private <T> Observation(
            Outrigger client,
            Map<String, Object> asked,
            Outrigger.Model<T> model,
            Consumer<Event<T>> observer) {
        this.client = client;
        this.asked = asked;
        this.told =
                frame -> {
                    if (frame.get("type").equals("change")) {
                        observer.accept(change(model, frame));
                    } else if (frame.get("type").equals("snapshot")) {
                        observer.accept(snapshot(model, frame));
                    }
                };
        this.gap = problem -> observer.accept(new Gap<>(problem));
        this.ended = problem -> observer.accept(new Ended<>(problem));
    }

    static <T> Observation changes(
            Outrigger client,
            Outrigger.Model<T> model,
            Condition where,
            Consumer<Event<T>> observer) {
        return begun(client, "observe", model, where, observer);
    }

    static <T> Observation query(
            Outrigger client,
            Outrigger.Model<T> model,
            Condition where,
            Consumer<Event<T>> observer) {
        return begun(client, "observeQuery", model, where, observer);
    }

    private static <T> Observation begun(
            Outrigger client,
            String type,
            Outrigger.Model<T> model,
            Condition where,
            Consumer<Event<T>> observer) {
        Map<String, Object> asked = new LinkedHashMap<>();
        asked.put("type", type);
        asked.put("id", "1");
        asked.put("model", model.name());
        asked.put("filter", where.json());
        if (type.equals("observeQuery")) {
            asked.put("limit", 1_000);
        }
        Observation observation = new Observation(client, asked, model, observer);
        observation.open();
        return observation;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (socket != null) {
            socket.abort();
        }
    }

    private synchronized void open() {
        if (closed) {
            return;
        }
        WebSocket.Builder builder = client.http.newWebSocketBuilder();
        client.token.ifPresent(shown -> builder.header("Authorization", "Bearer " + shown));
        String address = client.url.resolve("/v1/observe").toString().replaceFirst("^http", "ws");
        builder.buildAsync(URI.create(address), new Frames())
                .exceptionally(
                        _ -> {
                            again();
                            return null;
                        });
    }

    private synchronized void again() {
        if (closed) {
            return;
        }
        long pause = pauseMs / 2 + ThreadLocalRandom.current().nextLong(pauseMs / 2);
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
        CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS).execute(this::open);
    }

    private synchronized void ask(WebSocket on) {
        Map<String, Object> request = new LinkedHashMap<>(asked);
        if (since != null && asked.get("type").equals("observe")) {
            request.put("since", since);
        }
        on.sendText(Outrigger.write(request), true);
    }

    private void received(WebSocket from, String text) {
        Map<String, Object> frame;
        try {
            frame = Outrigger.MAPPER.readValue(text, Outrigger.OBJECT);
        } catch (java.io.IOException malformed) {
            throw new CompletionException(malformed);
        }
        if (frame.get("type").equals("error")) {
            failed(
                    from,
                    new OutriggerProblem(
                            Outrigger.MAPPER.convertValue(frame.get("problem"), Outrigger.OBJECT)));
            return;
        }
        if (frame.get("seq") instanceof Number seq) {
            since = seq.longValue();
        }
        told.accept(frame);
    }

    private void failed(WebSocket from, OutriggerProblem problem) {
        if (GAPS.contains(problem.type())) {
            since = null;
            gap.accept(problem);
        } else if (problem.type() != ProblemType.TOO_SLOW) {
            close();
            ended.accept(problem);
            return;
        }
        // After another user signed in the sidecar closes the socket, and another one is opened.
        if (problem.type() != ProblemType.SESSION_CHANGED) {
            ask(from);
        }
    }

    private static <T> Change<T> change(Outrigger.Model<T> model, Map<String, Object> frame) {
        Map<String, Object> item =
                Outrigger.MAPPER.convertValue(frame.get("item"), Outrigger.OBJECT);
        return new Change<>(
                (String) frame.get("op"),
                Outrigger.stored(model, item),
                (String) frame.get("origin"),
                ((Number) frame.get("seq")).longValue());
    }

    private static <T> Snapshot<T> snapshot(Outrigger.Model<T> model, Map<String, Object> frame) {
        return new Snapshot<>(
                Outrigger.objects(frame.get("items")).stream()
                        .map(item -> Outrigger.stored(model, item))
                        .toList(),
                (Boolean) frame.get("isSynced"));
    }

    private final class Frames implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void onOpen(WebSocket opened) {
            synchronized (Observation.this) {
                socket = opened;
                pauseMs = FIRST_PAUSE_MS;
            }
            ask(opened);
            opened.request(1);
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                String whole = text.toString();
                text.setLength(0);
                received(from, whole);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            again();
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            again();
        }
    }
}
