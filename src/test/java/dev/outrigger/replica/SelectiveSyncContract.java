package dev.outrigger.replica;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.create;
import static dev.outrigger.replica.StoreProbe.live;
import static dev.outrigger.replica.StoreProbe.patch;
import static dev.outrigger.replica.StoreProbe.tombstone;
import static dev.outrigger.replica.StoreUnderTest.POST;
import static dev.outrigger.testing.BlogSchema.item;
import static dev.outrigger.testing.ExpressionText.expression;
import static dev.outrigger.testing.ExpressionText.expressions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Item;
import dev.outrigger.model.Version;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.Origin;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.sync.expression.Expressions;
import dev.outrigger.sync.pull.Checkpoints;
import dev.outrigger.sync.pull.SyncCheckpoint;
import dev.outrigger.sync.reconcile.Applied;
import dev.outrigger.testing.BlogSchema;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What every replica does that keeps a selection of its items.
public abstract class SelectiveSyncContract implements SweepingContract {
    private static final Expressions HIGH = rated("{\"rating\": {\"gt\": 5}}");
    private static final SyncCheckpoint CHECKPOINT =
            new SyncCheckpoint(
                    Instant.ofEpochMilli(1_772_443_800_123L),
                    Instant.ofEpochMilli(1_772_443_801_456L));

    private StoreProbe replica;
    private SelectiveSync selective;

    /// An empty replica of [BlogSchema], for one test, and its sync expressions.
    public record Opened(ReplicaStore store, SelectiveSync selective) {}

    protected abstract Opened emptyReplica();

    @BeforeEach
    void open() {
        Opened opened = emptyReplica();
        replica = new StoreProbe(opened.store());
        selective = opened.selective();
    }

    @Override
    public StoreProbe replica() {
        return replica;
    }

    @Override
    public SelectiveSync selective() {
        return selective;
    }

    private static Expressions rated(String json) {
        return expressions(BlogSchema.SCHEMA, "Post", json);
    }

    private static Item post(String id, int rating) {
        return item("Post", "id", id, "title", id, "rating", rating);
    }

    private void adopt(Expressions expressions) {
        await(selective.adopt(expressions));
    }

    private List<Object> posts() {
        return StoreUnderTest.ids(replica.all("Post"));
    }

    private List<ItemChange> changes() {
        return replica.changes().stream().map(LoggedChange::change).toList();
    }

    @Test
    void AC129_whatDoesNotMatchIsNotStored() {
        // Given
        adopt(HIGH);

        // When
        Applied applied = replica.apply(live(1, post("low", 5)), live(1, post("high", 6)));

        // Then
        assertThat(applied).isEqualTo(new Applied(1, 0, 0, 1));
        assertThat(posts()).containsExactly("high");
        assertThat(changes()).hasSize(1);
    }

    @Test
    void anItemThatStopsToMatchIsRemovedAndObserversAreTold() {
        // Given
        adopt(HIGH);
        replica.apply(live(1, post("p1", 6)));

        // When
        Applied applied = replica.apply(live(2, post("p1", 5)));

        // Then
        assertThat(applied).isEqualTo(new Applied(0, 0, 1, 0));
        assertThat(posts()).isEmpty();
        ItemChange last = changes().getLast();
        assertThat(last.kind()).isEqualTo(ItemChange.Kind.DELETE);
        assertThat(last.origin()).isEqualTo(Origin.REMOTE);
        assertThat(last.after().item()).isEqualTo(post("p1", 6));
        assertThat(last.after().version()).isEqualTo(new Version(2));
    }

    @Test
    void anItemThatIsBroughtBackUnselectedLeavesAtOnce() {
        // Given
        adopt(HIGH);
        replica.apply(live(1, post("p1", 6)));
        replica.edit(StoreProbe.delete(BlogSchema.key("Post", "p1")));
        replica.apply(live(2, post("p1", 5)));

        // When
        EditOutcome outcome =
                replica.edit(new Edit.Undelete(BlogSchema.key("Post", "p1"), Map.of()));

        // Then
        assertThat(outcome).isInstanceOf(EditOutcome.Updated.class);
        assertThat(posts()).isEmpty();
        assertThat(changes())
                .extracting(ItemChange::kind)
                .endsWith(ItemChange.Kind.INSERT, ItemChange.Kind.DELETE);
    }

    @Test
    void anOlderCopyDoesNotBringBackWhatHasLeft() {
        // Given
        adopt(HIGH);
        replica.apply(live(1, post("p1", 6)));
        replica.apply(live(3, post("p1", 5)));

        // When
        Applied late = replica.apply(live(2, post("p1", 7)));

        // Then
        assertThat(late).isEqualTo(new Applied(0, 0, 0, 1));
        assertThat(posts()).isEmpty();
    }

    @Test
    void theNextItemUnderTheKeyOfWhatHasLeftIsNoOlderCopy() {
        // Given
        adopt(HIGH);
        replica.apply(live(1, post("p1", 6)));
        replica.apply(live(7, post("p1", 5)));
        RemoteItem former = live(1, post("p1", 8));
        RemoteItem next =
                new RemoteItem(
                        former.item(),
                        former.version(),
                        former.lastChangedAt().plusSeconds(3_600),
                        former.presence());

        // When
        replica.apply(next);

        // Then
        assertThat(posts()).containsExactly("p1");
    }

    @Test
    void anOlderDeletionIsNotTakenForTheStateOfWhatHasLeft() {
        // Given
        adopt(HIGH);
        replica.apply(live(1, post("p1", 6)));
        replica.apply(live(5, post("p1", 5)));

        // When
        replica.apply(tombstone(3, post("p1", 6)));

        // Then
        assertThat(replica.edit(create(post("p1", 8)))).isInstanceOf(EditOutcome.Created.class);
    }

    @Test
    void anOlderCopyDoesNotBringInWhatNeverMatched() {
        // Given
        adopt(HIGH);
        replica.apply(live(3, post("p1", 5)));

        // When
        replica.apply(live(2, post("p1", 7)));

        // Then
        assertThat(posts()).isEmpty();
        assertThat(changes()).isEmpty();
    }

    @Test
    void anItemThatMatchesAgainComesBack() {
        // Given
        adopt(HIGH);
        replica.apply(live(1, post("p1", 6)), live(2, post("p1", 5)));

        // When
        replica.apply(live(3, post("p1", 9)));

        // Then
        assertThat(posts()).containsExactly("p1");
        assertThat(changes())
                .extracting(ItemChange::kind)
                .containsExactly(
                        ItemChange.Kind.INSERT, ItemChange.Kind.DELETE, ItemChange.Kind.INSERT);
    }

    @Test
    void anItemComesBackAtTheVersionAtWhichItLeftWhenTheExpressionIsWidened() {
        // Given
        adopt(HIGH);
        replica.apply(live(1, post("p1", 6)), live(2, post("p1", 5)));
        adopt(Expressions.none());

        // When
        replica.apply(live(2, post("p1", 5)));

        // Then
        assertThat(posts()).containsExactly("p1");
    }

    @Test
    void aDeletionOfWhatIsNotSelectedIsTakenInQuietly() {
        // Given
        adopt(HIGH);
        replica.apply(live(1, post("p1", 5)));

        // When
        replica.apply(tombstone(2, post("p1", 5)));

        // Then
        assertThat(posts()).isEmpty();
        assertThat(changes()).isEmpty();
    }

    @Test
    void whatAClientSavesStaysUntilTheBackendHasIt() {
        // Given
        adopt(HIGH);
        replica.apply(live(1, post("p1", 6)));
        replica.edit(patch(POST, "rating", 1));
        assertThat(posts()).containsExactly("p1");

        // When
        replica.apply(live(2, post("p1", 4)));

        // Then
        assertThat(posts()).containsExactly("p1");

        // When
        replica.acknowledge(3, post("p1", 1));

        // Then
        assertThat(posts()).isEmpty();
        assertThat(replica.outbox()).isEmpty();
        assertThat(changes().getLast().kind()).isEqualTo(ItemChange.Kind.DELETE);
        assertThat(changes().getLast().origin()).isEqualTo(Origin.REMOTE);
    }

    @Test
    void aCreateOfWhatIsNotSelectedLeavesWhenItIsAcknowledged() {
        // Given
        adopt(HIGH);
        replica.create("Post", "id", "p1", "title", "mine", "rating", 1);
        assertThat(replica.get(POST).map(StoredItem::pending)).contains(true);

        // When
        replica.acknowledge(1, post("p1", 1));

        // Then
        assertThat(posts()).isEmpty();
    }

    @Test
    void AC108_aCheckpointIsForgottenWithTheExpressionThatItWasMadeWith() {
        // Given
        for (Expressions next :
                List.of(HIGH, rated("{\"rating\": {\"gt\": 7}}"), Expressions.none())) {
            await(replica.store().apply("Post", List.of(), CHECKPOINT));
            await(replica.store().apply("Blog", List.of(), CHECKPOINT));

            // When
            adopt(next);

            // Then
            assertThat(await(replica.store().checkpoints()))
                    .isEqualTo(Checkpoints.finished(Map.of("Blog", CHECKPOINT)));
        }
    }

    @Test
    void AC108_aCheckpointStaysWithItsExpression() {
        // Given
        adopt(HIGH);
        await(replica.store().apply("Post", List.of(), CHECKPOINT));

        // When
        adopt(rated("{\"rating\": {\"gt\": 5}}"));

        // Then
        assertThat(await(replica.store().checkpoints()))
                .isEqualTo(Checkpoints.finished(Map.of("Post", CHECKPOINT)));
    }

    @Test
    void aChoiceIsKeptUntilItIsTakenBack() {
        // When
        await(
                selective.choose(
                        "Post",
                        expression(BlogSchema.SCHEMA, "Post", "{\"rating\": {\"gt\": 5}}")));
        await(selective.choose("Blog", expression(BlogSchema.SCHEMA, "Blog", "\"none\"")));

        // Then
        assertThat(await(selective.chosen()))
                .isEqualTo(HIGH.overlaid(expressions(BlogSchema.SCHEMA, "Blog", "\"none\"")));

        // When
        await(selective.choose("Blog", null));

        // Then
        assertThat(await(selective.chosen())).isEqualTo(HIGH);
    }

    @Test
    void anItemWithoutAValueIsSelectedAsTheExpressionSaysOfNull() {
        // Given
        Item unrated = item("Post", "id", "p1", "title", "T");
        adopt(HIGH);
        replica.apply(live(1, unrated));
        assertThat(posts()).isEmpty();
        adopt(rated("{\"rating\": {\"eq\": null}}"));

        // When
        replica.apply(live(1, unrated), live(1, post("p2", 6)));

        // Then
        assertThat(posts()).containsExactly("p1");
        assertThat(replica.apply(live(2, post("p1", 0)))).isEqualTo(new Applied(0, 0, 1, 0));
        assertThat(posts()).isEmpty();
    }
}
