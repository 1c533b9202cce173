package dev.outrigger.app;

import dev.outrigger.json.Json;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A little of what clients of sidecars do all day, so that a virtual machine that watches learns
/// which classes and methods matter: saves, reads, deliveries, and the base sync of a new replica.
final class Training implements AutoCloseable {
    private static final int TOGETHER = 64;
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final String POSTS = "/v1/models/Post";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int saves;

    /// @param saves so many, and as many reads
    Training(int saves) {
        this.saves = saves;
    }

    /// Saves and reads on a sidecar of the packaged schema until its backend has all of it.
    void use(String sidecar) {
        URI posts = URI.create(sidecar + POSTS);
        List<CompletableFuture<String>> open = new ArrayList<>();
        for (int number = 0; number < saves; number++) {
            open.add(send(HttpRequest.newBuilder(posts).POST(post(number))));
            if (open.size() == TOGETHER) {
                finish(open);
            }
        }
        finish(open);
        for (int number = 0; number < saves; number++) {
            open.add(send(HttpRequest.newBuilder(URI.create(posts + "/post-" + number))));
            if (open.size() == TOGETHER) {
                finish(open);
            }
        }
        finish(open);
        await(() -> isDelivered(sidecar), "the backend took everything");
    }

    /// Returns when a sidecar has pulled what was saved on another.
    void follow(String sidecar) {
        URI count = URI.create(sidecar + POSTS + "/count");
        await(
                () -> Integer.valueOf(saves).equals(read(count).get("count")),
                "the second replica was filled");
    }

    private boolean isDelivered(String sidecar) {
        return read(URI.create(sidecar + "/v1/sync")).get("outbox") instanceof Map<?, ?> outbox
                && Integer.valueOf(0).equals(outbox.get("count"));
    }

    private static HttpRequest.BodyPublisher post(int number) {
        return HttpRequest.BodyPublishers.ofString(
                """
                {"id":"post-%d","title":"A post","status":"ACTIVE","rating":4,"tags":["one","two"]}\
                """
                        .formatted(number));
    }

    private Map<String, Object> read(URI address) {
        return Json.readObject(send(HttpRequest.newBuilder(address)).join());
    }

    private CompletableFuture<String> send(HttpRequest.Builder request) {
        HttpRequest asked = request.header("content-type", "application/json").build();
        return client.sendAsync(asked, HttpResponse.BodyHandlers.ofString())
                .thenApply(answer -> accepted(asked, answer));
    }

    private static String accepted(HttpRequest asked, HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(asked.uri() + " answered " + answer.statusCode());
        }
        return answer.body();
    }

    private void await(BooleanSupplier done, String what) {
        Instant limit = Instant.now().plus(LIMIT);
        CountDownLatch never = new CountDownLatch(1);
        while (!done.getAsBoolean()) {
            if (Instant.now().isAfter(limit)) {
                throw new IllegalStateException("not within " + LIMIT + ": " + what);
            }
            pause(never);
        }
    }

    private static void pause(CountDownLatch never) {
        try {
            never.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            throw new IllegalStateException("nobody interrupts the main thread");
        }
    }

    private static void finish(List<CompletableFuture<String>> open) {
        CompletableFuture.allOf(open.toArray(CompletableFuture[]::new)).join();
        open.clear();
    }

    @Override
    public void close() {
        client.close();
    }
}
