package dev.outrigger.remote;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// One request with its time limit. Whatever ends it first completes it; the rest is ignored.
final class HttpExchange {
    private final Vertx vertx;
    private final Limits limits;
    private final Promise<HttpAnswer> answer = Promise.promise();
    private final Buffer received = Buffer.buffer();
    private @Nullable HttpClientRequest sent;

    HttpExchange(Vertx vertx, Limits limits) {
        this.vertx = vertx;
        this.limits = limits;
    }

    /// What one exchange may take.
    ///
    /// @param time for the whole of it, the connection included
    /// @param answerBytes of the body; what is larger is not read, as it would fill the memory
    record Limits(Duration time, int answerBytes) {}

    /// Called once.
    ///
    /// @param request as the client was just asked for it
    /// @return never failed, and complete within the time limit
    Future<HttpAnswer> run(Future<HttpClientRequest> request, Buffer body) {
        long timer = vertx.setTimer(limits.time().toMillis(), _ -> expire());
        request.onSuccess(connected -> send(connected, body))
                .onFailure(cause -> end(new HttpAnswer.NotSent(Failures.describe(cause))));
        return answer.future().onComplete(_ -> vertx.cancelTimer(timer));
    }

    void cancel() {
        if (sent == null) {
            end(new HttpAnswer.NotSent("cancelled before it was sent"));
        } else {
            abandon("cancelled");
        }
    }

    private void send(HttpClientRequest connected, Buffer body) {
        if (answer.future().isComplete()) {
            connected.reset();
            return;
        }
        sent = connected;
        connected
                .send(body)
                .onSuccess(this::read)
                .onFailure(cause -> end(new HttpAnswer.Lost(Failures.describe(cause))));
    }

    private void read(HttpClientResponse response) {
        response.exceptionHandler(cause -> end(new HttpAnswer.Lost(Failures.describe(cause))))
                .endHandler(
                        _ ->
                                end(
                                        new HttpAnswer.Received(
                                                response.statusCode(),
                                                response.getHeader("retry-after"),
                                                response.getHeader("date"),
                                                received.getBytes())))
                .handler(this::take);
    }

    private void take(Buffer chunk) {
        if (received.length() + chunk.length() > limits.answerBytes()) {
            abandon("the answer is larger than " + limits.answerBytes() + " bytes");
            return;
        }
        received.appendBuffer(chunk);
    }

    private void expire() {
        if (sent == null) {
            end(new HttpAnswer.NotSent("no connection within " + limits.time().toMillis() + " ms"));
        } else {
            abandon("no answer within " + limits.time().toMillis() + " ms");
        }
    }

    private void abandon(String reason) {
        end(new HttpAnswer.Lost(reason));
        if (sent != null) {
            sent.reset();
        }
    }

    private void end(HttpAnswer outcome) {
        answer.tryComplete(outcome);
    }
}
