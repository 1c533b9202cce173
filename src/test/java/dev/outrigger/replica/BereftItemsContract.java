package dev.outrigger.replica;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.patch;
import static dev.outrigger.testing.BlogSchema.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Item;
import dev.outrigger.model.Schema;
import dev.outrigger.predicate.PredicateReader;
import dev.outrigger.predicate.PredicateReading;
import dev.outrigger.predicate.Relations;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.Guard;
import dev.outrigger.testing.BlogSchema;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// Items of which another schema has stranded mutations.
interface BereftItemsContract extends Reopened {
    String WITHOUT_B = BEFORE.replace("enum Kind { A B }", "enum Kind { A }");

    @Test
    default void anItemWhoseOnlyMutationIsStrandedIsTheBackendsAgain() {
        // Given
        Reopening opened = replica(BEFORE);
        arrivedNote(opened, "n1", "text", "theirs", "kind", "A");
        await(opened.store().edit(patch(key("Note", "n1"), "kind", "B", "text", "ours")));

        // When
        ReplicaStore store = opened.reopen(BlogSchema.read(WITHOUT_B));

        // Then
        StoredItem note = read(store, "Note", "n1");
        assertThat(note.pending()).isFalse();
        assertThat(note.item().fields()).containsEntry("text", "theirs").containsEntry("kind", "A");
        assertThat(await(opened.store().stranded().list("Note", 0, 10)))
                .singleElement()
                .satisfies(
                        each ->
                                assertThat(each.fields())
                                        .isEqualTo(Map.of("kind", "B", "text", "ours")));
    }

    @Test
    default void anItemThatTheBackendDeletedStaysDeletedWhenItsOnlyMutationIsStranded() {
        // Given
        Reopening opened = replica(BEFORE);
        arrivedNote(opened, "n1", "text", "theirs", "kind", "A");
        await(opened.store().edit(patch(key("Note", "n1"), "kind", "B")));
        Item last =
                Item.of(
                        BlogSchema.read(BEFORE).required("Note"),
                        Map.of("id", "n1", "text", "theirs"));
        await(opened.store().apply("Note", List.of(StoreProbe.tombstone(4, last)), null));
        Schema after = BlogSchema.read(WITHOUT_B);

        // When
        ReplicaStore store = opened.reopen(after);
        Item older = Item.of(after.required("Note"), Map.of("id", "n1", "text", "older"));
        await(store.apply("Note", List.of(StoreProbe.live(3, older)), null));

        // Then
        assertThat(await(store.get(key("Note", "n1")))).isEmpty();
        assertThat(await(store.stranded().list("Note", 0, 10))).hasSize(1);
    }

    @Test
    default void theChangeLogBeginsAnewWhenAnItemIsTheBackendsAgain() {
        // Given
        Reopening opened = replica(BEFORE);
        arrivedNote(opened, "n1", "text", "theirs");
        await(opened.store().edit(patch(key("Note", "n1"), "mood", "ours")));
        long newest = await(opened.store().changeRange()).newest();

        // When
        ReplicaStore store = opened.reopen(BlogSchema.read(BEFORE.replace("mood: String", "")));

        // Then
        assertThat(read(store, "Note", "n1").pending()).isFalse();
        assertThat(await(store.changes(0, 10))).isEmpty();
        assertThat(await(store.changeRange()).newest()).isGreaterThan(newest);
    }

    @Test
    default void I8_anItemThatLosesALaterMutationShowsWhatItsCreateOnItsWayWrites() {
        // Given
        Reopening opened = replica(BEFORE);
        create(opened, BEFORE, "Note", "id", "n1", "text", "created", "kind", "A");
        claimFirst(opened);
        await(opened.store().edit(patch(key("Note", "n1"), "text", "later", "kind", "B")));
        long newest = await(opened.store().changeRange()).newest();

        // When
        ReplicaStore store = opened.reopen(BlogSchema.read(WITHOUT_B));

        // Then
        StoredItem note = read(store, "Note", "n1");
        assertThat(note.pending()).isTrue();
        assertThat(note.item().fields())
                .containsEntry("text", "created")
                .containsEntry("kind", "A");
        assertThat(await(store.stranded().count())).isEqualTo(1);
        assertThat(await(store.changes(0, 10))).isEmpty();
        assertThat(await(store.changeRange()).newest()).isGreaterThan(newest);
    }

    @Test
    default void I8_anItemThatLosesALaterMutationIsTheBackendsWithTheEarlierOneOnTop() {
        // Given
        Reopening opened = replica(BEFORE);
        arrivedNote(opened, "n1", "text", "theirs", "kind", "A", "stars", 3);
        await(opened.store().edit(patch(key("Note", "n1"), "stars", 4)));
        claimFirst(opened);
        await(opened.store().edit(patch(key("Note", "n1"), "text", "ours", "kind", "B")));

        // When
        ReplicaStore store = opened.reopen(BlogSchema.read(WITHOUT_B));

        // Then
        StoredItem note = read(store, "Note", "n1");
        assertThat(note.pending()).isTrue();
        assertThat(note.item().fields())
                .containsEntry("text", "theirs")
                .containsEntry("kind", "A")
                .containsEntry("stars", 4);
    }

    @Test
    default void aDeletedItemIsThereAgainWhenOnlyItsDeleteIsStranded() {
        // Given
        Reopening opened = replica(BEFORE);
        arrivedNote(opened, "n1", "text", "theirs", "kind", "A");
        await(opened.store().edit(patch(key("Note", "n1"), "text", "ours")));
        claimFirst(opened);
        Guard guard = where("kind", "A");
        await(opened.store().edit(new Edit.Delete(key("Note", "n1"), guard)));

        // When
        ReplicaStore store =
                opened.reopen(
                        BlogSchema.read(BEFORE.replace("enum Kind { A B }", "enum Kind { B }")));

        // Then
        assertThat(await(store.stranded().count())).isEqualTo(1);
        assertThat(read(store, "Note", "n1").item().value("text")).isEqualTo("ours");
    }

    @Test
    default void aLaterMutationIsMadeFromWhatIsBelowAStrandedOne() {
        // Given
        Reopening opened = replica(BEFORE);
        arrivedNote(opened, "n1", "text", "theirs", "kind", "A");
        Map<String, Object> first = Map.of("text", "first", "kind", "B");
        Map<String, Object> second = Map.of("text", "second");
        Guard guard = where("text", "theirs");
        await(opened.store().edit(new Edit.Patch(key("Note", "n1"), first, guard)));
        Guard next = where("text", "first");
        await(opened.store().edit(new Edit.Patch(key("Note", "n1"), second, next)));

        // When
        ReplicaStore store = opened.reopen(BlogSchema.read(WITHOUT_B));

        // Then
        PendingMutation left = await(store.outbox(0, 10)).getFirst();
        assertThat(left.mutation().fields()).isEqualTo(Map.of("text", "second"));
        assertThat(left.base().fields()).isEqualTo(Map.of("text", "theirs"));
        assertThat(read(store, "Note", "n1").item().fields())
                .containsEntry("text", "second")
                .containsEntry("kind", "A");
    }

    private static Guard where(String field, String value) {
        Schema schema = BlogSchema.read(BEFORE);
        PredicateReading condition =
                new PredicateReader(schema)
                        .read(
                                schema.required("Note"),
                                Map.of(field, Map.of("eq", value)),
                                Relations.REFUSED);
        return Guard.on(((PredicateReading.Valid) condition).predicate());
    }
}
