package dev.outrigger.api.observe;

import dev.outrigger.api.problem.Problem;
import dev.outrigger.api.problem.RequestRefused;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/// A response that goes on for as long as its client stays: server-sent events, each with what one
/// frame of a WebSocket tells.
///
/// What cannot begin is answered as any other request is. Only what ends later is told by an event,
/// after which the client may ask again with the id of the last one.
final class ServerSentEvents implements Observer, Outlet {
    private static final String MEDIA_TYPE = "text/event-stream";

    /// How soon a browser asks again, by the standard's own field.
    private static final String PREAMBLE = "retry: 1000\n\n";

    /// A client that has read nothing for so long is not coming back.
    private static final int STUCK_BEATS = 2;

    private final RoutingContext request;
    private final HttpServerResponse response;
    private final Loop loop;
    private final ObserveEndpoint.Shared shared;
    private final Permits permits;
    private @Nullable Stream stream;

    /// Forgets when the credentials end.
    private Runnable expiry = () -> {};

    /// The seq that the client would resume from; null before the first one.
    private @Nullable Long told;

    /// Beats since there was room to send anything.
    private int stuck;

    ServerSentEvents(
            RoutingContext request, Loop loop, ObserveEndpoint.Shared shared, Permits permits) {
        this.request = request;
        this.response = request.response();
        this.loop = loop;
        this.shared = shared;
        this.permits = permits;
    }

    static boolean areAccepted(RoutingContext request) {
        String accepted = request.request().getHeader(HttpHeaders.ACCEPT);
        return accepted != null && accepted.toLowerCase(Locale.ROOT).contains(MEDIA_TYPE);
    }

    void open(ClientFrame.Wish wish) {
        // A response ends with the credentials that opened it, however long it goes on.
        expiry = loop.at(permits.caller().validUntil(), () -> end(Failures.expired()));
        response.drainHandler(_ -> pump());
        stream = shared.stream(wish, this);
        stream.start();
    }

    @Override
    public void pump() {
        if (stream != null) {
            stream.pump();
        }
    }

    /// Tells the seq that the client is at, too: who waits for what seldom happens would otherwise
    /// resume from a place that the log may have left behind. An event without data is none to the
    /// client, which remembers its id all the same.
    @Override
    public void beat() {
        if (!response.headWritten()) {
            return;
        }
        if (!full()) {
            stuck = 0;
            Long position = stream == null ? null : stream.position();
            write(
                    position == null || position.equals(told)
                            ? ":\n\n"
                            : ":\n" + id(position) + "\n");
        } else if (++stuck > STUCK_BEATS) {
            request.request().connection().close();
        }
    }

    @Override
    public void closed() {
        expiry.run();
        if (stream != null) {
            stream.close();
            stream = null;
        }
    }

    @Override
    public void end(Problem problem) {
        closed();
        if (response.closed() || response.ended()) {
            return;
        }
        if (!response.headWritten()) {
            request.fail(new RequestRefused(problem));
            return;
        }
        write(event(Frames.error(problem)));
        response.end();
    }

    /// A response that ends is not a failure to the client, which asks again from its last event.
    @Override
    public void leave() {
        if (response.headWritten() && !response.closed() && !response.ended()) {
            response.end();
        }
    }

    @Override
    public Permits permits() {
        return permits;
    }

    @Override
    public boolean full() {
        return response.closed() || response.ended() || response.writeQueueFull();
    }

    @Override
    public void send(String id, Frame frame) {
        if (response.closed() || response.ended()) {
            return;
        }
        if (!response.headWritten()) {
            begin();
        }
        write(event(frame));
    }

    @Override
    public void fail(String id, Problem problem) {
        end(problem);
    }

    @Override
    public void fail(String id, Throwable failure) {
        end(Failures.told(failure));
    }

    @Override
    public Loop loop() {
        return loop;
    }

    private void begin() {
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                // A proxy of nginx's kind would wait until it has a bufferful.
                .putHeader("X-Accel-Buffering", "no");
        write(PREAMBLE);
    }

    private String event(Frame frame) {
        String data = "data: " + frame.text() + "\n\n";
        return frame.seq() == null ? data : id(frame.seq()) + data;
    }

    private String id(long seq) {
        told = seq;
        return "id: " + seq + "\n";
    }

    private void write(String text) {
        response.write(Buffer.buffer(text));
    }
}
