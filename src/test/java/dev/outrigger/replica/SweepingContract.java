package dev.outrigger.replica;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.live;
import static dev.outrigger.replica.StoreProbe.patch;
import static dev.outrigger.replica.StoreProbe.tombstone;
import static dev.outrigger.testing.BlogSchema.item;
import static dev.outrigger.testing.ExpressionText.expressions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.Origin;
import dev.outrigger.sync.reconcile.Applied;
import dev.outrigger.testing.BlogSchema;

import org.junit.jupiter.api.Test;

import java.util.List;

/// Removing what a new selection leaves out.
interface SweepingContract extends StoreUnderTest {
    String HIGH = "{\"rating\": {\"gt\": 5}}";

    SelectiveSync selective();

    private static Item post(String id, int rating) {
        return item("Post", "id", id, "title", id, "rating", rating);
    }

    private void adopt(String model, String expression) {
        await(selective().adopt(expressions(BlogSchema.SCHEMA, model, expression)));
    }

    private List<Object> posts() {
        return StoreUnderTest.ids(replica().all("Post"));
    }

    private List<ItemChange> changes() {
        return replica().changes().stream().map(LoggedChange::change).toList();
    }

    /// Sweeps to the end, and counts what was removed.
    private int sweep(int limit) {
        int removed = 0;
        SelectiveSync.Sweep step = await(selective().sweep("Post", 0, limit));
        removed += step.removed();
        while (step.next() != null) {
            step = await(selective().sweep("Post", step.next(), limit));
            removed += step.removed();
        }
        return removed;
    }

    @Test
    default void aSweepRemovesTheRestInBoundedStepsAndSparesWhatIsPending() {
        // Given
        for (int rating = 1; rating <= 9; rating++) {
            replica().apply(live(1, post("p" + rating, rating)));
        }
        replica().edit(patch(new ItemKey("Post", List.of("p2")), "title", "mine"));
        adopt("Post", HIGH);

        // When
        SelectiveSync.Sweep first = await(selective().sweep("Post", 0, 2));
        int removed = sweep(2);

        // Then
        assertThat(first.removed()).isEqualTo(1);
        assertThat(first.next()).isNotNull();
        assertThat(removed).isEqualTo(3);
        assertThat(posts()).containsExactly("p2", "p6", "p7", "p8", "p9");
        assertThat(changes().stream().filter(each -> each.kind() == ItemChange.Kind.DELETE))
                .extracting(each -> each.key().values().getFirst())
                .containsExactly("p1", "p3", "p4", "p5");
    }

    @Test
    default void nothingIsSweptThatIsSelected() {
        // Given
        replica().apply(live(1, post("p1", 6)));

        // Then
        assertThat(sweep(10)).isZero();
        adopt("Post", HIGH);
        assertThat(sweep(10)).isZero();
        adopt("Post", "\"none\"");
        assertThat(sweep(10)).isEqualTo(1);
    }

    @Test
    default void aSweptItemIsNotBroughtBackByAnOlderCopy() {
        // Given
        replica().apply(live(3, post("p1", 5)));
        adopt("Post", HIGH);
        sweep(10);

        // When
        replica().apply(live(2, post("p1", 7)));

        // Then
        assertThat(posts()).isEmpty();
    }

    @Test
    default void itemsOfCompositeKeysAreSelectedByAPartOfTheKey() {
        // Given
        for (int number = 1; number <= 3; number++) {
            replica().apply(live(1, depot("d/e", number)), live(1, depot("d%2Fe", number)));
        }

        // When
        adopt("Depot", "{\"country\": {\"eq\": \"d/e\"}}");
        SelectiveSync.Sweep swept = await(selective().sweep("Depot", 0, 10));

        // Then
        assertThat(swept).isEqualTo(new SelectiveSync.Sweep(3, null));
        assertThat(replica().all("Depot"))
                .extracting(Item::key)
                .containsExactly(
                        BlogSchema.key("Depot", "d/e", 1),
                        BlogSchema.key("Depot", "d/e", 2),
                        BlogSchema.key("Depot", "d/e", 3));
        assertThat(replica().apply(live(2, depot("d%2Fe", 9)))).isEqualTo(new Applied(0, 0, 0, 1));
    }

    private static Item depot(String country, int number) {
        return item("Depot", "country", country, "number", number);
    }

    @Test
    default void aSweepLeavesAloneWhatIsDeletedAlready() {
        // Given
        replica().apply(live(1, post("p1", 1)), live(1, post("p2", 1)));
        replica().apply(tombstone(2, post("p1", 1)));
        replica().edit(StoreProbe.delete(BlogSchema.key("Post", "p2")));
        adopt("Post", HIGH);

        // When
        int removed = sweep(10);

        // Then
        assertThat(removed).isZero();
        assertThat(replica().outbox()).hasSize(1);
        assertThat(changes())
                .extracting(ItemChange::origin)
                .filteredOn(Origin.REMOTE::equals)
                .hasSize(3);
        assertThat(replica().apply(live(1, post("p1", 9)))).isEqualTo(new Applied(0, 0, 0, 1));
    }
}
