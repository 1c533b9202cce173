package dev.outrigger.replica;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.live;
import static dev.outrigger.testing.BlogSchema.item;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.pull.Checkpoints;
import dev.outrigger.sync.pull.PageCheckpoint;
import dev.outrigger.sync.pull.PullCount;
import dev.outrigger.sync.pull.PullKind;
import dev.outrigger.sync.pull.PullProgress;
import dev.outrigger.sync.pull.PullStart;
import dev.outrigger.sync.pull.SyncCheckpoint;
import dev.outrigger.sync.reconcile.Applied;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What a replica remembers of a pull from page to page.
interface PullingContract extends StoreUnderTest {
    private static PageCheckpoint page(PullKind kind, int number, Applied applied) {
        Instant lastSync = kind == PullKind.BASE ? null : Instant.ofEpochMilli(17);
        PullStart start = new PullStart(kind, lastSync, Instant.ofEpochMilli(18));
        return new PageCheckpoint(
                new PullProgress(
                        start,
                        Instant.ofEpochMilli(19),
                        new PullCount(number, number * 10L, applied),
                        false),
                "token \"" + number);
    }

    private static RemoteItem post(String id) {
        return live(1, item("Post", "id", id, "title", "T"));
    }

    private Checkpoints checkpoints() {
        return await(replica().store().checkpoints());
    }

    @Test
    default void T27_eachPageLeavesWhereThePullGoesOnAndWhatItHasDone() {
        // When
        await(
                replica()
                        .store()
                        .apply(
                                "Post",
                                List.of(post("p1"), post("p2")),
                                page(PullKind.BASE, 1, Applied.none())));

        // Then
        assertThat(checkpoints().unfinished())
                .isEqualTo(Map.of("Post", page(PullKind.BASE, 1, new Applied(2, 0, 0, 0))));

        // When
        await(
                replica()
                        .store()
                        .apply(
                                "Post",
                                List.of(post("p2"), post("p3")),
                                page(PullKind.BASE, 2, new Applied(2, 0, 0, 0))));

        // Then
        assertThat(checkpoints().unfinished())
                .isEqualTo(Map.of("Post", page(PullKind.BASE, 2, new Applied(3, 0, 0, 1))));
        assertThat(checkpoints().finished()).isEmpty();
    }

    @Test
    default void T27_theLastPageEndsThePullOfItsModelOnly() {
        // Given
        SyncCheckpoint end = new SyncCheckpoint(Instant.ofEpochMilli(1), Instant.ofEpochMilli(2));
        PageCheckpoint open = page(PullKind.DELTA, 4, Applied.none());
        await(replica().store().apply("Post", List.of(), page(PullKind.BASE, 1, Applied.none())));
        await(replica().store().apply("Comment", List.of(), open));

        // When
        await(replica().store().apply("Post", List.of(post("p1")), end));

        // Then
        assertThat(checkpoints())
                .isEqualTo(new Checkpoints(Map.of("Post", end), Map.of("Comment", open)));
    }
}
