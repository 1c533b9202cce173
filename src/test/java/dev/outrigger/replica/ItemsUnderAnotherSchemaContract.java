package dev.outrigger.replica;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.patch;
import static dev.outrigger.testing.BlogSchema.key;
import static dev.outrigger.testing.ExpressionText.expressions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Item;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.model.Version;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.expression.Expressions;
import dev.outrigger.sync.pull.SyncCheckpoint;
import dev.outrigger.testing.BlogSchema;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Items that were stored under another schema.
interface ItemsUnderAnotherSchemaContract extends Reopened {
    @Test
    default void AC142_itemsOfAChangedModelAreKeptAsFarAsTheyGoAndTakenAnewFromTheBackend() {
        // Given
        Reopening opened = replica(BEFORE);
        arrivedNote(opened, "n1", "text", "T", "stars", 3, "kind", "B");
        arrivedNote(opened, "n2", "text", "12", "kind", "A");

        // When
        String after =
                """
                type Note @model {
                  id: ID!
                  text: String
                  stars: String
                  kind: Kind
                  size: Int! @default(value: "7")
                }
                type Other @model { id: ID! name: String }
                enum Kind { A C }
                """;
        ReplicaStore store = opened.reopen(BlogSchema.read(after));

        // Then
        StoredItem first = read(store, "Note", "n1");
        assertThat(first.item().fields())
                .containsEntry("text", "T")
                .containsEntry("stars", null)
                .containsEntry("kind", null)
                .containsEntry("size", 7)
                .doesNotContainKey("mood");
        assertThat(first.version()).isEqualTo(new Version(3));
        assertThat(first.lastChangedAt()).isNull();
        assertThat(read(store, "Note", "n2").item().value("kind")).isEqualTo("A");
        Item again =
                Item.of(
                        BlogSchema.read(after).required("Note"),
                        Map.of("id", "n1", "text", "T", "stars", "three", "size", 9));
        arrived(opened, again);
        assertThat(read(store, "Note", "n1").lastChangedAt()).isNotNull();
        assertThat(read(store, "Note", "n1").item()).isEqualTo(again);
        assertThat(read(store, "Note", "n1").version()).isEqualTo(new Version(3));
    }

    @Test
    default void AC142_aFieldThatIsGoneAndOneThatComesAgainWithAnotherTypeAreTakenInPlace() {
        // Given
        Reopening opened = replica(BEFORE);
        arrivedNote(opened, "n1", "text", "T", "mood", "good");
        String without = BEFORE.replace(" mood: String", "");

        // When
        opened.reopen(BlogSchema.read(without));
        ReplicaStore store =
                opened.reopen(BlogSchema.read(BEFORE.replace("mood: String", "mood: Int")));

        // Then
        StoredItem note = read(store, "Note", "n1");
        assertThat(note.version()).isEqualTo(new Version(3));
        assertThat(note.item().fields()).containsEntry("text", "T").containsEntry("mood", null);
    }

    @Test
    default void theChangeLogGoesOnWithLaterNumbersAndSaysThatEarlierOnesAreGone() {
        // Given
        Reopening opened = replica(BEFORE);
        arrivedNote(opened, "n1", "text", "T");
        arrivedNote(opened, "n2", "text", "T");
        ChangeRange before = await(opened.store().changeRange());

        // When
        ReplicaStore store =
                opened.reopen(BlogSchema.read(BEFORE.replace("stars: Int", "stars: String")));

        // Then
        assertThat(await(store.changeRange()).newest()).isGreaterThan(before.newest());
        assertThat(await(store.changes(0, 10))).isEmpty();
        await(store.edit(patch(key("Note", "n1"), "stars", "many")));
        assertThat(await(store.changes(0, 10)))
                .singleElement()
                .satisfies(change -> assertThat(change.seq()).isGreaterThan(before.newest() + 1));
    }

    @Test
    default void anItemThatTheBackendNeverHadTakesItsNewKeyAndTheOthersArePulledAgain() {
        // Given
        String before = "type N @model { a: ID! @primaryKey b: String! c: Int }";
        Reopening opened = replica(before);
        Item theirs =
                Item.of(
                        BlogSchema.read(before).required("N"),
                        Map.of("a", "a1", "b", "b1", "c", 1));
        arrived(opened, theirs);
        await(opened.store().edit(patch(key("N", "a1"), "c", 2)));
        create(opened, before, "N", "a", "a2", "b", "b2");

        // When
        String after =
                "type N @model { a: ID! @primaryKey(sortKeyFields: [\"b\"]) b: String! c: Int }";
        ReplicaStore store = opened.reopen(BlogSchema.read(after));

        // Then
        assertThat(await(store.get(key("N", "a1", "b1")))).isEmpty();
        assertThat(await(store.get(key("N", "a2", "b2")))).isPresent();
        assertThat(await(store.outbox(0, 10)))
                .singleElement()
                .satisfies(each -> assertThat(each.key()).isEqualTo(key("N", "a2", "b2")));
        assertThat(await(opened.store().stranded().list("N", 0, 10)))
                .singleElement()
                .satisfies(
                        each ->
                                assertThat(each.reason())
                                        .contains("its key changed from [a] to [a, b]"));
    }

    @Test
    default void aModelWhoseSyncExpressionFitsNoMoreIsPulledAsAWhole() {
        // Given
        Reopening opened = replica(BEFORE);
        Expressions moody =
                expressions(BlogSchema.read(BEFORE), "Note", "{\"mood\": {\"eq\": \"good\"}}");
        await(opened.selectiveSync().adopt(moody));
        SyncCheckpoint pulled = new SyncCheckpoint(Instant.EPOCH, Instant.EPOCH);
        await(opened.store().apply("Note", List.of(), pulled));
        await(opened.store().apply("Other", List.of(), pulled));

        // When
        ReplicaStore store = opened.reopen(BlogSchema.read(BEFORE.replace(" mood: String", "")));

        // Then
        assertThat(await(store.checkpoints()).finished()).containsOnlyKeys("Other");
    }

    @Test
    default void AC142_aFieldThatIsNewIsTakenInPlaceAndItsValuesComeFromTheBackend() {
        // Given
        Reopening opened = replica(BEFORE);
        arrivedNote(opened, "n1", "text", "T");
        arrivedNote(opened, "n2", "text", "T");
        SyncCheckpoint pulled = new SyncCheckpoint(Instant.EPOCH, Instant.EPOCH);
        await(opened.store().apply("Note", List.of(), pulled));
        await(opened.store().apply("Other", List.of(), pulled));
        long newest = await(opened.store().changeRange()).newest();
        Schema after = BlogSchema.read(BEFORE.replace("mood: String", "mood: String size: Int"));

        // When
        ReplicaStore store = opened.reopen(after);
        Model note = after.required("Note");
        Item theirs = Item.of(note, Map.of("id", "n1", "text", "T", "size", 7));
        arrived(opened, theirs);
        arrived(opened, Item.of(note, Map.of("id", "n2", "text", "T")));

        // Then
        assertThat(read(store, "Note", "n1").item()).isEqualTo(theirs);
        assertThat(await(store.checkpoints()).finished()).containsOnlyKeys("Other");
        assertThat(await(store.changes(newest, 10)))
                .as("told to observers")
                .extracting(change -> change.change().key())
                .containsExactly(key("Note", "n1"));
    }

    @Test
    default void anItemThatTheBackendHasNoMoreIsMissedAfterAChangeOfTheSchema() {
        // Given
        Reopening opened = replica(BEFORE);
        arrivedNote(opened, "n1", "text", "T");

        // When
        opened.reopen(BlogSchema.read(BEFORE.replace("stars: Int", "stars: String")));

        // Then
        Instant later = Instant.ofEpochMilli(1_900_000_000_000L);
        assertThat(await(opened.keys().unseen("Note", later, 10)))
                .containsExactly(key("Note", "n1"));
    }
}
