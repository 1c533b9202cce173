package dev.outrigger.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.TestSchema;
import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.predicate.Operator;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.ItemChange.Kind;
import dev.outrigger.sync.Origin;
import dev.outrigger.sync.StoredItem;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.List;
import java.util.Map;

class SelectionTest {
    private static final Model POST = TestSchema.read().required("Post");
    private static final Predicate ABOVE_THREE =
            new Predicate.Test(POST.field("rating").orElseThrow(), Operator.GT, List.of(3));

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "INSERT, -, 4, INSERT",
                "INSERT, -, 3, -",
                "UPDATE, 4, 5, UPDATE",
                "UPDATE, 3, 4, INSERT",
                "UPDATE, 4, 3, DELETE",
                "UPDATE, 2, 3, -",
                "DELETE, 4, 4, DELETE",
                "DELETE, 3, 3, -",
            })
    void AC146_seesAnItemComeAndGoByItsFilter(
            Kind kind, @Nullable Integer before, int after, @Nullable Kind seen) {
        // Given
        Selection selection = new Selection("Post", null, ABOVE_THREE);

        // When
        List<Kind> kinds =
                selection.seen(change(kind, before, after)).stream()
                        .map(ObservedChange::kind)
                        .toList();

        // Then
        assertThat(kinds).isEqualTo(seen == null ? List.of() : List.of(seen));
    }

    @Test
    void seesOnlyItsModelAndItem() {
        // Given
        LoggedChange change = change(Kind.INSERT, null, 1);
        Predicate all = new Predicate.All();

        // Then
        assertThat(Selection.all().seen(change)).isPresent();
        assertThat(new Selection("Comment", null, all).seen(change)).isEmpty();
        assertThat(new Selection("Post", key("p1"), all).seen(change)).isPresent();
        assertThat(new Selection("Post", key("p2"), all).seen(change)).isEmpty();
    }

    private static LoggedChange change(Kind kind, @Nullable Integer before, int after) {
        StoredItem earlier = before == null ? null : stored(before);
        return new LoggedChange(
                1, new ItemChange(kind, Origin.LOCAL, earlier, stored(after)), Instant.EPOCH);
    }

    private static StoredItem stored(int rating) {
        Item item = Item.of(POST, Map.of("id", "p1", "rating", rating));
        return new StoredItem(item, null, null, null, StoredItem.Presence.LIVE, true);
    }

    private static ItemKey key(String id) {
        return new ItemKey("Post", List.of(id));
    }
}
