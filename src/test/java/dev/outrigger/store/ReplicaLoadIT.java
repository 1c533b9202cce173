package dev.outrigger.store;

import static dev.outrigger.replica.StoreProbe.create;
import static dev.outrigger.replica.StoreProbe.live;
import static dev.outrigger.testing.BlogSchema.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.outrigger.replica.LoggedChange;
import dev.outrigger.replica.StoreProbe;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.sync.edit.Refusal;
import dev.outrigger.testing.BlogSchema;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Many clients at once, while pages come in and the database's connection breaks.
class ReplicaLoadIT {
    private static final int CLIENTS = 64;
    private static final int SAVES_PER_CLIENT = 40;
    private static final int PAGES = 20;
    private static final int PAGE_ITEMS = 100;

    private final OpenReplica replica = new OpenReplica(BlogSchema.SCHEMA);
    private final StoreProbe probe = new StoreProbe(replica.store);
    private final List<LoggedChange> heard = new CopyOnWriteArrayList<>();
    private final Set<Object> acknowledged = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void listen() {
        replica.store.onCommit(heard::addAll);
    }

    @AfterEach
    void closeReplica() {
        replica.close();
    }

    @Test
    void AC84_acknowledgedSavesAreInTheTableAndTheirChangesHaveNoGapWhilePagesComeIn()
            throws Exception {
        // When
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            IntStream.range(0, CLIENTS)
                    .forEach(client -> running.add(clients.submit(() -> saveAll(client))));
            running.add(clients.submit(this::applyAll));
            for (Future<?> each : running) {
                each.get();
            }
        }

        // Then
        int changes = CLIENTS * SAVES_PER_CLIENT + PAGES * PAGE_ITEMS;
        assertThat(acknowledged).hasSize(CLIENTS * SAVES_PER_CLIENT);
        assertThat(idsInTable()).containsAll(acknowledged).hasSize(changes);
        assertThat(heard)
                .extracting(LoggedChange::seq)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, changes).boxed().toList());
        assertThat(probe.changes()).isEqualTo(heard);
        assertThat(probe.outbox()).hasSize(CLIENTS * SAVES_PER_CLIENT);
    }

    @Test
    void aBrokenConnectionLosesNothingThatWasAcknowledgedAndLeavesNoGap() throws Exception {
        // When
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            IntStream.range(0, 8)
                    .forEach(client -> running.add(clients.submit(() -> saveAll(client))));
            while (!running.stream().allMatch(Future::isDone)) {
                int before = acknowledged.size();
                replica.execute(
                        "select pg_terminate_backend(pid) from pg_stat_activity"
                                + " where application_name = 'write "
                                + replica.name()
                                + "'");
                await().until(
                                () ->
                                        acknowledged.size() > before
                                                || running.stream().allMatch(Future::isDone));
            }
        }

        // Then
        await().untilAsserted(() -> assertThat(heard).hasSameSizeAs(probe.changes()));
        assertThat(idsInTable()).containsAll(acknowledged);
        assertThat(heard).isEqualTo(probe.changes());
        assertThat(heard)
                .extracting(LoggedChange::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, heard.size()).boxed().toList());
        assertThat(probe.outbox()).hasSize(heard.size());
    }

    @Test
    void readsDoNotWaitForTheWriter() throws Exception {
        // Given
        probe.create("Post", "id", "p1", "title", "T");
        try (Connection other = replica.connect();
                Statement locking = other.createStatement()) {
            other.setAutoCommit(false);
            locking.execute(replica.named("lock table %s._outbox in share mode"));

            // When
            CompletionStage<EditOutcome> blocked =
                    replica.store.edit(create(item("Post", "id", "p2", "title", "T")));

            // Then
            assertThat(probe.all("Post")).hasSize(1);
            assertThat(blocked.toCompletableFuture()).isNotDone();
            other.rollback();
            assertThat(StoreProbe.await(blocked)).isInstanceOf(EditOutcome.Created.class);
        }
    }

    /// Saves one after the other, and again what the database could not take.
    private void saveAll(int client) {
        for (int number = 0; number < SAVES_PER_CLIENT; number++) {
            String id = "save-" + client + "-" + number;
            boolean stored = false;
            while (!stored) {
                EditOutcome outcome = probe.edit(create(item("Post", "id", id, "title", "T")));
                if (outcome instanceof EditOutcome.Created) {
                    acknowledged.add(id);
                }
                // A save whose answer was lost meets itself.
                stored =
                        !(outcome instanceof EditOutcome.Refused refused)
                                || refused.refusal() instanceof Refusal.ItemExists;
            }
        }
    }

    private void applyAll() {
        for (int page = 0; page < PAGES; page++) {
            String prefix = "page-" + page + "-";
            List<RemoteItem> items =
                    IntStream.range(0, PAGE_ITEMS)
                            .mapToObj(
                                    number ->
                                            live(
                                                    1,
                                                    item(
                                                            "Post",
                                                            "id",
                                                            prefix + number,
                                                            "title",
                                                            "T")))
                            .toList();
            StoreProbe.await(replica.store.apply("Post", items, null));
        }
    }

    private Set<Object> idsInTable() {
        return probe.all("Post").stream().map(item -> item.value("id")).collect(Collectors.toSet());
    }
}
