package dev.outrigger.killloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A backend and two sidecars, each with its PostgreSQL, of which one or two are killed in every
/// round while clients save, edit and delete. Then all are started again, and must agree.
///
/// `-Dkill.rounds=N` runs N rounds, `-Dkill.seed=S` draws the same kills and edits again; when they
/// meet each other is up to the machine. What happened before a failure is in `target/kill-loop`.
class KillLoopIT {
    private static final int ROUNDS = Integer.getInteger("kill.rounds", 20);
    private static final long SEED = Long.getLong("kill.seed", 1);
    private static final int WRITERS_OF_EACH = 2;
    private static final int EDITS_OF_A_ROUND = 40;
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @TempDir Path folder;

    private final Random random = new Random(SEED);
    private final Journal journal = new Journal(SEED);
    private final Promises promises = new Promises();
    private final AtomicInteger answers = new AtomicInteger();
    private final List<Role> roles = new ArrayList<>();
    private final List<KilledClient> clients = new ArrayList<>();
    private final List<Writer> writers = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void stop() {
        threads.shutdownNow();
        clients.forEach(KilledClient::close);
        roles.forEach(Role::close);
    }

    /// Each round has limits of its own; how many there are is up to the caller.
    @Timeout(value = 1, unit = TimeUnit.DAYS)
    @Test
    void R1_killsAtAnyPointLoseNoPromisedSaveAndCarryOutNoneTwice() throws Exception {
        start();
        for (int round = 1; round <= ROUNDS; round++) {
            try {
                perform(round);
            } catch (Exception | AssertionError failure) {
                throw new AssertionError(
                        "round %d of -Dkill.seed=%d; see %s"
                                .formatted(round, SEED, journal.keep(roles)),
                        failure);
            }
        }
    }

    private void start() {
        Role backend = Role.backend(folder);
        roles.add(backend);
        roles.add(Role.sidecar("phone", folder, backend));
        roles.add(Role.sidecar("laptop", folder, backend));
        roles.forEach(Role::start);
        roles.forEach(Role::awaitReady);
        var scene = new Writer.Scene(promises, journal, new CopyOnWriteArrayList<>(), answers);
        for (Role sidecar : roles.subList(1, roles.size())) {
            KilledClient client = new KilledClient(sidecar.address());
            clients.add(client);
            for (int number = 0; number < WRITERS_OF_EACH; number++) {
                writers.add(new Writer(sidecar.name() + number, client, scene, SEED));
            }
        }
    }

    private void perform(int round) throws Exception {
        Strike strike = Strike.drawn(random);
        journal.note("round " + round + ": " + strike);
        answers.set(0);
        CompletableFuture<?>[] working =
                writers.stream()
                        .map(
                                each ->
                                        CompletableFuture.runAsync(
                                                () -> each.edits(EDITS_OF_A_ROUND), threads))
                        .toArray(CompletableFuture<?>[]::new);
        CompletableFuture<Void> done = CompletableFuture.allOf(working);
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> answers.get() >= strike.after() || done.isDone());
        strike(strike);
        done.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        bringBack(strike);
        awaitAgreement();
        check();
    }

    private void strike(Strike strike) throws IOException {
        for (Strike.Victim victim : strike.victims()) {
            Role role = roles.get(victim.role());
            switch (victim.kind()) {
                case PROGRAM -> role.kill();
                case DATABASE ->
                        journal.note(role.name() + " had a database: " + role.killDatabase());
            }
        }
        journal.note("killed " + strike.victims());
    }

    private void bringBack(Strike strike) {
        List<Role> struck =
                strike.victims().stream()
                        .map(victim -> roles.get(victim.role()))
                        .distinct()
                        .toList();
        struck.forEach(Role::start);
        if (strike.again() > 0) {
            Role first = struck.getFirst();
            Executor later =
                    CompletableFuture.delayedExecutor(strike.again(), TimeUnit.MILLISECONDS);
            CompletableFuture.runAsync(first::kill, later).join();
            first.start();
        }
        struck.forEach(Role::awaitReady);
    }

    private void awaitAgreement() throws IOException {
        for (KilledClient client : clients) {
            client.syncNow();
        }
        try (var backend = new BackendTables(roles.getFirst())) {
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(100))
                    .untilAsserted(
                            () -> {
                                for (KilledClient client : clients) {
                                    assertThat(client.unsent()).isEmpty();
                                    assertThat(differences(client.posts(), backend.posts()))
                                            .isEmpty();
                                }
                            });
        }
    }

    private static List<String> differences(
            Map<String, String> replica, Map<String, String> backend) {
        Set<String> ids = new TreeSet<>(replica.keySet());
        ids.addAll(backend.keySet());
        return ids.stream()
                .filter(id -> !Objects.equals(replica.get(id), backend.get(id)))
                .map(id -> id + " is " + replica.get(id) + ", at the backend " + backend.get(id))
                .toList();
    }

    private void check() throws IOException {
        try (var backend = new BackendTables(roles.getFirst())) {
            Map<String, String> titles = new HashMap<>();
            backend.posts()
                    .forEach((id, post) -> titles.put(id, post.substring(0, post.indexOf('|'))));
            assertThat(promises.broken(titles)).isEmpty();
            assertThat(backend.appliedTwice()).isEmpty();
            assertThat(backend.gaps()).isEmpty();
        }
    }
}
