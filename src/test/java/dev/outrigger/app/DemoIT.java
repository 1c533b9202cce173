package dev.outrigger.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

class DemoIT {
    private static final Duration SYNC_LIMIT = Duration.ofSeconds(60);
    private static final int SAVES = 1_000;
    private static final int SAVERS = 8;
    private static final int SAVES_BEFORE_THE_KILL = 300;

    @TempDir Path data;

    @Test
    void aSaveOnThePhoneReachesAnObserverOfTheLaptop() {
        try (OutriggerProcess demo = demo();
                var phone = new SidecarClient(demo.ready("phone"));
                var laptop = new SidecarClient(demo.ready("laptop"))) {
            List<Map<String, @Nullable Object>> frames = laptop.observe(0);

            String id = phone.savePost("Hello from the phone");

            await().atMost(SYNC_LIMIT).until(() -> inserted(frames).contains(id));
            demo.terminate();
            assertThat(demo.exitCode()).isZero();
        }
    }

    @Test
    void R1_everySaveThatWasAnsweredSurvivesAKillAndReachesTheOtherDeviceOnce() {
        Queue<String> answered = new ConcurrentLinkedQueue<>();
        try (OutriggerProcess demo = demo();
                var phone = new SidecarClient(demo.ready("phone"));
                ExecutorService savers = Executors.newFixedThreadPool(SAVERS)) {
            for (int number = 0; number < SAVES; number++) {
                String title = "post " + number;
                savers.execute(() -> saveIfAlive(phone, title, answered));
            }
            await().atMost(SYNC_LIMIT).until(() -> answered.size() >= SAVES_BEFORE_THE_KILL);
            demo.kill();
            demo.exitCode();
        }

        try (OutriggerProcess demo = demo();
                var phone = new SidecarClient(demo.ready("phone"));
                var laptop = new SidecarClient(demo.ready("laptop"))) {
            List<Map<String, @Nullable Object>> frames = laptop.observe(0);
            await().atMost(SYNC_LIMIT).until(() -> inserted(frames).containsAll(answered));
            await().atMost(SYNC_LIMIT).until(() -> phone.posts().equals(laptop.posts()));

            assertThat(ids(phone.posts())).containsAll(answered);
            assertThat(inserted(frames)).doesNotHaveDuplicates();
            demo.terminate();
            assertThat(demo.exitCode()).isZero();
        }
    }

    private OutriggerProcess demo() {
        return OutriggerProcess.start(
                "demo",
                "--data",
                data.toString(),
                "--backend-port",
                "0",
                "--phone-port",
                "0",
                "--laptop-port",
                "0");
    }

    private static void saveIfAlive(SidecarClient phone, String title, Queue<String> answered) {
        try {
            answered.add(phone.savePost(title));
        } catch (UncheckedIOException _) {
            // Killed: whether it was stored is open, and nobody was promised anything.
        }
    }

    private static List<String> ids(List<Map<String, Object>> posts) {
        return posts.stream().map(post -> (String) post.get("id")).toList();
    }

    private static List<String> inserted(List<Map<String, @Nullable Object>> frames) {
        return frames.stream()
                .filter(frame -> "INSERT".equals(frame.get("op")))
                .map(frame -> (String) ((Map<?, ?>) frame.get("key")).get("id"))
                .toList();
    }
}
