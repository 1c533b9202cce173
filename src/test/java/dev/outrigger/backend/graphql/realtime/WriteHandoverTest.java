package dev.outrigger.backend.graphql.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.backend.table.Committed;
import dev.outrigger.conflict.VersionedItem;
import dev.outrigger.contract.Mutation;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.testing.ItemBuilder;

import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/// How committed writes reach the event loop.
class WriteHandoverTest {
    private final Queue<Runnable> loop = new ArrayDeque<>();
    private final List<Committed> taken = new ArrayList<>();
    private int overruns;
    private boolean broken;
    private final WriteHandover handover = new WriteHandover(100, loop::add, new Recorder());

    private final class Recorder implements WriteHandover.Receiver {
        @Override
        public boolean idle() {
            return false;
        }

        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public void take(Committed write) {
            if (broken) {
                broken = false;
                throw new IllegalStateException("a socket has just closed");
            }
            taken.add(write);
        }

        @Override
        public void overrun() {
            overruns++;
        }
    }

    private static Committed write(String id) {
        RemoteItem item = ItemBuilder.anItem("Post").withId(id).remote();
        return new Committed(
                Mutation.Kind.CREATE,
                new VersionedItem(
                        item.item(),
                        item.version(),
                        item.lastChangedAt(),
                        VersionedItem.Presence.LIVE));
    }

    private void runLoop() {
        for (Runnable task = loop.poll(); task != null; task = loop.poll()) {
            task.run();
        }
    }

    @Test
    void aReceiverThatFailsIsToldThatWritesWereLostAndGetsTheLaterOnes() {
        // Given
        broken = true;
        handover.committed(List.of(write("p1"), write("p2")));
        runLoop();

        // When
        handover.committed(List.of(write("p3")));
        runLoop();

        // Then
        assertThat(overruns).isEqualTo(1);
        assertThat(taken).last().isEqualTo(write("p3"));
    }
}
