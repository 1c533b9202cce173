package dev.outrigger.replica;

import static dev.outrigger.replica.StoreProbe.delete;
import static dev.outrigger.replica.StoreProbe.live;
import static dev.outrigger.testing.BlogSchema.item;
import static dev.outrigger.testing.BlogSchema.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.sync.SyncMode;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.sync.SyncPolicy;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.sync.edit.Refusal;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Map;

/// What every store does about models that clients may not edit, whatever it is kept in.
public abstract class SyncModesContract {
    private StoreProbe replica;

    /// An empty replica of [dev.outrigger.testing.BlogSchema], for one test.
    protected abstract ReplicaStore emptyStore(SyncPolicies policies);

    @BeforeEach
    void open() {
        replica =
                new StoreProbe(
                        emptyStore(
                                new SyncPolicies(Map.of("Comment", SyncPolicy.of(SyncMode.PULL)))));
        replica.apply(live(1, item("Post", "id", "p1", "title", "T")));
        replica.apply(live(1, item("Post", "id", "p2", "title", "T")));
        replica.apply(live(1, item("Comment", "id", "c1", "content", "C", "postID", "p1")));
    }

    @Test
    void anEditOfAModelThatIsOnlyPulledIsRefused() {
        assertThat(replica.edit(delete(key("Comment", "c1"))))
                .isEqualTo(new EditOutcome.Refused(new Refusal.ModelReadOnly("Comment")));
        assertThat(replica.create("Comment", "id", "c2", "content", "C", "postID", "p1"))
                .isEqualTo(new EditOutcome.Refused(new Refusal.ModelReadOnly("Comment")));
    }

    @Test
    void aDeletionThatWouldTakeAnItemOfSuchAModelWithItIsRefusedAsAWhole() {
        // When
        EditOutcome withAComment = replica.edit(delete(key("Post", "p1")));
        EditOutcome without = replica.edit(delete(key("Post", "p2")));

        // Then
        assertThat(withAComment)
                .isEqualTo(new EditOutcome.Refused(new Refusal.ModelReadOnly("Comment")));
        assertThat(without).isInstanceOf(EditOutcome.Deleted.class);
        assertThat(StoreUnderTest.ids(replica.all("Post"))).containsExactly("p1");
        assertThat(replica.all("Comment")).hasSize(1);
        assertThat(replica.outbox()).hasSize(1);
    }
}
