package dev.outrigger.store;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.testing.BlogSchema.item;
import static dev.outrigger.testing.BlogSchema.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outrigger.model.Item;
import dev.outrigger.model.Version;
import dev.outrigger.replica.ItemUnstorable;
import dev.outrigger.replica.StoreProbe;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.StoredItem.Presence;
import dev.outrigger.sync.push.Claimed;
import dev.outrigger.sync.push.Verdict;
import dev.outrigger.testing.BlogSchema;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/// What the backend made of an item may be more than PostgreSQL can put into an index.
class UnstorableVerdictsIT {
    private final OpenReplica replica = new OpenReplica(BlogSchema.SCHEMA);
    private final StoreProbe probe = new StoreProbe(replica.store);

    @AfterEach
    void closeReplica() {
        replica.close();
    }

    /// Long, and not to be compressed.
    private static String endless() {
        return new Random(1)
                .ints(9_000, 'a', 'z')
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private PendingMutation claimed() {
        PendingMutation waiting = await(replica.store.outbox(0, 1)).getFirst();
        List<Claimed> claimed = await(replica.store.claim(List.of(waiting.id())));
        return claimed.getFirst().mutation();
    }

    @Test
    void AC95_aVerdictThatCannotBeStoredSaysSoAndLeavesTheMutationToBeSetAside() {
        // Given
        probe.create("Post", "id", "p1", "title", "T");
        probe.create("Comment", "id", "c1", "postID", "p1", "content", "C");
        PendingMutation post = claimed();
        await(replica.store.settle(post, acknowledged(item("Post", "id", "p1", "title", "T"))));
        PendingMutation comment = claimed();
        Item grown = item("Comment", "id", "c1", "postID", endless(), "content", "C");

        // Then
        assertThatThrownBy(() -> await(replica.store.settle(comment, acknowledged(grown))))
                .hasStackTraceContaining(ItemUnstorable.class.getName())
                .hasMessageNotContaining(endless());

        // When
        await(
                replica.store.settle(
                        comment, new Verdict.SetAside(Standing.SENT, Duration.ZERO, "too long")));

        // Then
        assertThat(await(replica.store.outbox(0, 10)))
                .singleElement()
                .satisfies(
                        kept -> {
                            assertThat(kept.key()).isEqualTo(key("Comment", "c1"));
                            assertThat(kept.standing()).isEqualTo(Standing.SENT);
                            assertThat(kept.lastError()).isEqualTo("too long");
                        });
    }

    private static Verdict acknowledged(Item item) {
        return new Verdict.Acknowledged(
                new RemoteItem(item, new Version(1), Instant.EPOCH, Presence.LIVE));
    }
}
