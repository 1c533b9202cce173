package dev.outrigger.api.observe;

import dev.outrigger.api.access.BrokenFrames;
import dev.outrigger.api.problem.ObserveProblem;
import dev.outrigger.api.problem.Problem;
import dev.outrigger.api.problem.Problems;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.telemetry.LogKey;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One WebSocket and what it observes.
///
/// Nothing is written to a socket whose queue is full but answers to the client's own frames; and
/// its frames are not read then either, so a client cannot pile up answers that it does not read.
final class ObserveConnection implements Observer, Outlet {
    private static final Logger LOGGER = LoggerFactory.getLogger(ObserveConnection.class);

    /// The close status of RFC 6455 for a message that is too long.
    private static final short MESSAGE_TOO_BIG = 1009;

    /// The registered close status for a server that comes back; the client may connect again.
    private static final short SERVICE_RESTART = 1012;

    /// The close status of RFC 6455 for who may not be here.
    private static final short POLICY_VIOLATION = 1008;

    /// The close status of RFC 6455 for a server that stops, and for who is not heard of any more.
    private static final short GOING_AWAY = 1001;

    /// One may be answered late.
    private static final int UNANSWERED_PINGS = 2;

    private static final Buffer PING = Buffer.buffer();

    private final ServerWebSocket socket;
    private final Loop loop;
    private final Desk desk;
    private final Map<String, Stream> streams = new LinkedHashMap<>();

    /// Pings since anything came from the client.
    private int unanswered;

    /// Forgets when the credentials end.
    private Runnable expiry = () -> {};

    /// Where the client's frames are taken.
    record Desk(ObserveEndpoint.Shared shared, FrameReader reader, Permits permits) {}

    ObserveConnection(ServerWebSocket socket, Loop loop, Desk desk) {
        this.socket = socket;
        this.loop = loop;
        this.desk = desk;
    }

    void open() {
        // A connection ends with the credentials that opened it, however long it was open.
        expiry =
                loop.at(
                        permits().caller().validUntil(),
                        () -> end(Failures.expired(), POLICY_VIOLATION));
        Messages messages =
                new Messages(
                        limits().frameBytes(),
                        new Messages.Receiver(
                                this::received, this::receivedBinary, this::receivedTooMuch));
        socket.frameHandler(
                frame -> {
                    unanswered = 0;
                    messages.handle(frame);
                });
        socket.pongHandler(_ -> unanswered = 0);
        socket.drainHandler(
                drained -> {
                    socket.resume();
                    pump();
                });
        socket.exceptionHandler(this::failed);
    }

    private void failed(Throwable failure) {
        if (!BrokenFrames.closed(socket, failure)) {
            LOGGER.atDebug()
                    .addKeyValue(LogKey.ERROR, failure.getMessage())
                    .log("observing socket failed");
        }
    }

    @Override
    public void pump() {
        List.copyOf(streams.values()).forEach(Stream::pump);
    }

    /// It answers pings, or sends something else, as long as it is there and reads.
    @Override
    public void beat() {
        if (unanswered >= UNANSWERED_PINGS) {
            socket.close(GOING_AWAY, unanswered + " pings were not answered");
        } else {
            unanswered++;
            socket.writePing(PING);
        }
    }

    @Override
    public void closed() {
        expiry.run();
        streams.values().forEach(Stream::close);
        streams.clear();
    }

    @Override
    public void end(Problem problem) {
        end(problem, SERVICE_RESTART);
    }

    @Override
    public void leave() {
        socket.close(GOING_AWAY, "the sidecar stops");
    }

    private void end(Problem problem, short status) {
        List.copyOf(streams.keySet()).forEach(id -> fail(id, problem));
        socket.close(status, problem.type().title());
    }

    @Override
    public Permits permits() {
        return desk.permits();
    }

    @Override
    public boolean full() {
        return socket.isClosed() || socket.writeQueueFull();
    }

    @Override
    public void send(String id, Frame frame) {
        write(frame.text(id));
    }

    private void write(String text) {
        if (!socket.isClosed()) {
            socket.writeTextMessage(text);
        }
    }

    @Override
    public void fail(String id, Problem problem) {
        Stream stream = streams.remove(id);
        if (stream != null) {
            stream.close();
            send(id, Frames.error(problem));
        }
    }

    @Override
    public void fail(String id, Throwable failure) {
        fail(id, Failures.told(failure));
    }

    @Override
    public Loop loop() {
        return loop;
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
            carryOut(desk.reader().envelope(text));
        } catch (RequestRefused refused) {
            write(Frames.error(refused.problem()).text(null));
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
            ClientFrame frame = desk.reader().read(envelope);
            permits().check(frame);
            switch (frame) {
                case ClientFrame.Wish wish -> begin(id, desk.shared().stream(wish, this));
                case ClientFrame.Stop _ -> stop(id);
            }
        } catch (RequestRefused refused) {
            send(id, Frames.error(refused.problem()));
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
            send(id, Frames.stopped());
        }
    }

    private void tell(@Nullable String id, ObserveProblem problem) {
        write(Frames.error(Problems.of(problem)).text(id));
    }

    private ObserveLimits limits() {
        return desk.shared().limits();
    }
}
