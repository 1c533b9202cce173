package dev.outrigger.api.observe;

import dev.outrigger.api.problem.AccessProblem;
import dev.outrigger.api.problem.ObserveProblem;
import dev.outrigger.api.problem.Problem;
import dev.outrigger.api.problem.Problems;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.problem.TransportProblem;
import dev.outrigger.json.Json;
import dev.outrigger.replica.ReplicaUnreachable;
import dev.outrigger.sync.edit.Refusal;
import dev.outrigger.telemetry.LogKey;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/// One WebSocket and what it observes.
///
/// Nothing is written to a socket whose queue is full but answers to the client's own frames; and
/// its frames are not read then either, so a client cannot pile up answers that it does not read.
final class ObserveConnection implements Outlet {
    private static final Logger LOGGER = LoggerFactory.getLogger(ObserveConnection.class);

    /// The close status of RFC 6455 for a message that is too long.
    private static final short MESSAGE_TOO_BIG = 1009;

    /// The registered close status for a server that comes back; the client may connect again.
    private static final short SERVICE_RESTART = 1012;

    /// The close status of RFC 6455 for who may not be here.
    private static final short POLICY_VIOLATION = 1008;

    private final ServerWebSocket socket;
    private final Vertx vertx;
    private final Context context;
    private final ObserveEndpoint.Shared shared;
    private final Permits permits;
    private final Map<String, Stream> streams = new LinkedHashMap<>();

    /// Forgets when the credentials end.
    private Runnable expiry = () -> {};

    ObserveConnection(
            ServerWebSocket socket, Vertx vertx, ObserveEndpoint.Shared shared, Permits permits) {
        this.socket = socket;
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.shared = shared;
        this.permits = permits;
    }

    void open() {
        expiry = ending(permits.caller().validUntil());
        socket.frameHandler(
                new Messages(
                        limits().frameBytes(),
                        new Messages.Receiver(
                                this::received, this::receivedBinary, this::receivedTooMuch)));
        socket.drainHandler(
                drained -> {
                    socket.resume();
                    pump();
                });
        socket.exceptionHandler(
                failure ->
                        LOGGER.atDebug()
                                .addKeyValue(LogKey.ERROR, failure.getMessage())
                                .log("observing socket failed"));
    }

    /// There may be news for any stream.
    void pump() {
        List.copyOf(streams.values()).forEach(Stream::pump);
    }

    void closed() {
        expiry.run();
        streams.values().forEach(Stream::close);
        streams.clear();
    }

    /// Tells every stream why it ends, and closes the socket; the client may come again.
    void end(Problem problem) {
        end(problem, SERVICE_RESTART);
    }

    private void end(Problem problem, short status) {
        List.copyOf(streams.keySet()).forEach(id -> fail(id, problem));
        socket.close(status, problem.type().title());
    }

    /// A connection ends with the credentials that opened it, however long it was open.
    private Runnable ending(Instant validUntil) {
        return validUntil.equals(Instant.MAX)
                ? () -> {}
                : after(
                        Duration.between(Instant.now(), validUntil),
                        () ->
                                end(
                                        Problems.of(
                                                new AccessProblem.TokenRefused(
                                                        AccessProblem.TokenRefused.Shown.EXPIRED)),
                                        POLICY_VIOLATION));
    }

    @Override
    public Permits permits() {
        return permits;
    }

    @Override
    public boolean full() {
        return socket.isClosed() || socket.writeQueueFull();
    }

    @Override
    public void send(Map<String, @Nullable Object> frame) {
        if (!socket.isClosed()) {
            socket.writeTextMessage(Json.write(frame));
        }
    }

    @Override
    public void fail(String id, Problem problem) {
        Stream stream = streams.remove(id);
        if (stream != null) {
            stream.close();
            send(Frames.error(id, problem));
        }
    }

    @Override
    public void fail(String id, Throwable failure) {
        fail(id, problem(failure));
    }

    @Override
    public <T> Future<T> when(CompletionStage<T> stage) {
        return Future.fromCompletionStage(stage, context);
    }

    @Override
    public void soon(Runnable task) {
        context.runOnContext(now -> task.run());
    }

    @Override
    public Runnable after(Duration delay, Runnable task) {
        // A timer of less than a millisecond is refused.
        long timer = vertx.setTimer(Math.max(1, delay.toMillis()), due -> task.run());
        return () -> vertx.cancelTimer(timer);
    }

    private void receivedBinary() {
        tell(null, new ObserveProblem.FrameInvalid("", "frames are text, in JSON"));
        readOnlyWithRoom();
    }

    private void receivedTooMuch() {
        socket.close(MESSAGE_TOO_BIG, "a frame has at most " + limits().frameBytes() + " bytes");
    }

    private void received(byte[] text) {
        try {
            carryOut(shared.reader().envelope(text));
        } catch (RequestRefused refused) {
            send(Frames.error(null, refused.problem()));
        }
        readOnlyWithRoom();
    }

    private void readOnlyWithRoom() {
        if (socket.writeQueueFull()) {
            socket.pause();
        }
    }

    private void carryOut(FrameReader.Envelope envelope) {
        String id = envelope.id();
        try {
            ClientFrame frame = shared.reader().read(envelope);
            permits.check(frame);
            switch (frame) {
                case ClientFrame.Observe observe ->
                        begin(id, new ChangeStream(observe, sources(), this, limits()));
                case ClientFrame.ObserveQuery query ->
                        begin(id, new SnapshotStream(query, sources(), this, limits().snapshots()));
                case ClientFrame.Events _ ->
                        begin(id, new EventStream(id, sources(), this, limits().waiting()));
                case ClientFrame.Stop _ -> stop(id);
            }
        } catch (RequestRefused refused) {
            send(Frames.error(id, refused.problem()));
        }
    }

    private void begin(String id, Stream stream) {
        if (streams.containsKey(id)) {
            tell(id, new ObserveProblem.IdTaken(id));
        } else if (streams.size() >= limits().observations()) {
            tell(id, new ObserveProblem.TooMany(limits().observations()));
        } else {
            streams.put(id, stream);
            stream.start();
        }
    }

    private void stop(String id) {
        Stream stream = streams.remove(id);
        if (stream == null) {
            tell(id, new ObserveProblem.IdUnknown(id));
        } else {
            stream.close();
            send(Frames.stopped(id));
        }
    }

    private void tell(@Nullable String id, ObserveProblem problem) {
        send(Frames.error(id, Problems.of(problem)));
    }

    private static Problem problem(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        if (cause instanceof ReplicaUnreachable) {
            return Problems.of(new Refusal.ReplicaUnavailable(cause.getMessage()));
        }
        LOGGER.atError().setCause(cause).log("observation failed");
        return Problems.of(new TransportProblem.InternalError());
    }

    private ObserveSources sources() {
        return shared.sources();
    }

    private ObserveLimits limits() {
        return shared.limits();
    }
}
