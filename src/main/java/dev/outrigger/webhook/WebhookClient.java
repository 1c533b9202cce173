package dev.outrigger.webhook;

import dev.outrigger.telemetry.LogKey;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Calls webhooks, a bounded number at a time, and again when they fail.
public final class WebhookClient implements AutoCloseable {
    private static final Logger LOGGER = LoggerFactory.getLogger(WebhookClient.class);

    /// Calls at once; a webhook may be a small program.
    private static final int CALLERS = 16;

    /// Calls that may wait for those. The next one fails at once.
    private static final int WAITING = 1_000;

    /// An item has at most 400 KB on AppSync.
    private static final long ANSWER_BYTES = 1 << 20;

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private final CountDownLatch closing = new CountDownLatch(1);
    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final ThreadPoolExecutor callers =
            new ThreadPoolExecutor(
                    CALLERS,
                    CALLERS,
                    0,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(WAITING),
                    Thread.ofPlatform().daemon().name("outrigger-webhook-", 0).factory());

    /// Sends a JSON text. Never blocks, and the stage does not fail; it completes on a caller's
    /// thread.
    public CompletionStage<WebhookAnswer> call(Webhook webhook, String json) {
        try {
            return CompletableFuture.supplyAsync(() -> persistently(webhook, json), callers)
                    .exceptionally(failure -> uncallable(webhook, failure));
        } catch (RejectedExecutionException _) {
            return CompletableFuture.completedFuture(
                    new WebhookAnswer.Hindered("too many calls wait"));
        }
    }

    /// The request cannot even be made: with a secret that is no header, say. Whoever asked must
    /// hear of it, as everything about its conflict waits.
    private static WebhookAnswer uncallable(Webhook webhook, Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        WebhookAnswer.Failed failed = new WebhookAnswer.Failed(reason(cause));
        // Its message may have the secret in it.
        LOGGER.atError()
                .addKeyValue(LogKey.URL, webhook.shown())
                .addKeyValue(LogKey.ERROR, failed.reason())
                .log("A webhook cannot be called");
        return failed;
    }

    private WebhookAnswer persistently(Webhook webhook, String json) {
        Duration pause = FIRST_PAUSE;
        WebhookAnswer answer = once(webhook, json);
        for (int attempt = 2; attempt <= webhook.limits().attempts(); attempt++) {
            if (!(answer instanceof WebhookAnswer.Hindered(String reason))) {
                return answer;
            }
            LOGGER.atWarn()
                    .addKeyValue(LogKey.URL, webhook.shown())
                    .addKeyValue(LogKey.ERROR, reason)
                    .addKeyValue(LogKey.DELAY_MS, pause.toMillis())
                    .log("A webhook failed and is called again");
            if (closedWithin(pause)) {
                return new WebhookAnswer.Failed("this program is stopping");
            }
            pause = pause.multipliedBy(2);
            answer = once(webhook, json);
        }
        return answer;
    }

    private WebhookAnswer once(Webhook webhook, String json) {
        CompletableFuture<HttpResponse<String>> response =
                http.sendAsync(
                        request(webhook, json),
                        HttpResponse.BodyHandlers.limiting(
                                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8),
                                ANSWER_BYTES));
        try {
            // The request's own timeout ends with the headers; a body may come for ever.
            return answer(
                    response.get(webhook.limits().timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            response.cancel(true);
            return new WebhookAnswer.Hindered(
                    "it did not answer within " + webhook.limits().timeout().toMillis() + " ms");
        } catch (ExecutionException failure) {
            return new WebhookAnswer.Hindered(reason(failure.getCause()));
        } catch (InterruptedException _) {
            response.cancel(true);
            return new WebhookAnswer.Failed("this program is stopping");
        }
    }

    private static HttpRequest request(Webhook webhook, String json) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(webhook.url())
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json));
        if (webhook.secret() != null) {
            request.header("authorization", "Bearer " + webhook.secret());
        }
        return request.build();
    }

    private static WebhookAnswer answer(HttpResponse<String> response) {
        int status = response.statusCode();
        if (status == 200) {
            return new WebhookAnswer.Answered(response.body());
        }
        String reason = "it answered with HTTP status " + status;
        return status >= 500 || status == 429
                ? new WebhookAnswer.Hindered(reason)
                : new WebhookAnswer.Failed(reason);
    }

    private static String reason(Throwable cause) {
        return cause instanceof IOException
                ? "it cannot be reached or broke off"
                : "calling it failed by " + cause.getClass().getSimpleName();
    }

    /// Waits, or shorter when the client is closed meanwhile; true then.
    private boolean closedWithin(Duration pause) {
        try {
            return closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            return true;
        }
    }

    /// Ends every call.
    @Override
    public void close() {
        closing.countDown();
        callers.shutdownNow();
        http.shutdownNow();
    }
}
