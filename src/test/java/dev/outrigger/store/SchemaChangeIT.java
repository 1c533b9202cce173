package dev.outrigger.store;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.patch;
import static dev.outrigger.testing.BlogSchema.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Item;
import dev.outrigger.model.Schema;
import dev.outrigger.model.Version;
import dev.outrigger.replica.ChangeRange;
import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.replica.StoreProbe;
import dev.outrigger.replica.StrandedMutation;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.sync.evolution.ModelChange;
import dev.outrigger.sync.push.Claimed;
import dev.outrigger.sync.push.Verdict;
import dev.outrigger.testing.BlogSchema;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// A replica that is opened with another schema than the one that it was filled under.
class SchemaChangeIT {
    private static final String BEFORE =
            """
            type Note @model { id: ID! text: String stars: Int kind: Kind mood: String }
            type Other @model { id: ID! name: String }
            enum Kind { A B }
            """;

    private @Nullable OpenReplica replica;

    @AfterEach
    void closeReplica() {
        if (replica != null) {
            replica.close();
        }
    }

    private OpenReplica open(String document) {
        OpenReplica opened = new OpenReplica(BlogSchema.read(document));
        replica = opened;
        return opened;
    }

    private static void create(
            OpenReplica opened, String document, String model, @Nullable Object... fields) {
        Schema schema = BlogSchema.read(document);
        Map<String, @Nullable Object> values = BlogSchema.fields(fields);
        Item item = Item.of(schema.required(model), values);
        assertThat(await(opened.store.edit(new Edit.Create(item, values.keySet()))))
                .isNotInstanceOf(EditOutcome.Refused.class);
    }

    private static void arrived(OpenReplica opened, Item item) {
        await(opened.store.apply(item.model(), List.of(StoreProbe.live(3, item)), null));
    }

    private static void arrivedNote(OpenReplica opened, String id, @Nullable Object... fields) {
        Map<String, @Nullable Object> values = BlogSchema.fields(fields);
        values.put("id", id);
        arrived(opened, Item.of(BlogSchema.read(BEFORE).required("Note"), values));
    }

    private static StoredItem read(ReplicaStore store, String model, Object id) {
        return await(store.get(key(model, id))).orElseThrow().stored();
    }

    @Test
    void AC142_itemsOfAChangedModelAreKeptAsFarAsTheyGoAndTakenAnewFromTheBackend() {
        // Given
        OpenReplica opened = open(BEFORE);
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
    void AC142_aFieldThatIsGoneAndOneThatComesAgainWithAnotherTypeAreTakenInPlace() {
        // Given
        OpenReplica opened = open(BEFORE);
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
    void theChangeLogGoesOnWithLaterNumbersAndSaysThatEarlierOnesAreGone() {
        // Given
        OpenReplica opened = open(BEFORE);
        arrivedNote(opened, "n1", "text", "T");
        arrivedNote(opened, "n2", "text", "T");
        ChangeRange before = await(opened.store.changeRange());

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
    void aPendingMutationIsSaidInTheNewSchema() {
        // Given
        OpenReplica opened = open(BEFORE);
        create(opened, BEFORE, "Note", "id", "n1", "text", "T", "stars", 3, "mood", "good");

        // When
        String after =
                BEFORE.replace("stars: Int", "stars: Float")
                        .replace("mood: String", "size: Int! @default(value: \"7\")");
        ReplicaStore store = opened.reopen(BlogSchema.read(after));

        // Then
        PendingMutation pending = await(store.outbox(0, 10)).getFirst();
        assertThat(pending.standing()).isEqualTo(Standing.WAITING);
        assertThat(pending.mutation().fields())
                .isEqualTo(Map.of("text", "T", "stars", 3.0, "size", 7));
        assertThat(read(store, "Note", "n1").item().fields())
                .containsEntry("stars", 3.0)
                .containsEntry("size", 7);
        assertThat(read(store, "Note", "n1").pending()).isTrue();
    }

    @Test
    void aPlanTellsWhatWouldBeDoneAndDoesNothing() {
        // Given
        OpenReplica opened = open(BEFORE);
        arrivedNote(opened, "n1", "text", "T", "stars", 3);
        create(opened, BEFORE, "Note", "id", "n2", "text", "T", "mood", "good");
        opened.store.close();

        // When
        UpgradeReport plan =
                opened.plan(
                        BlogSchema.read(
                                BEFORE.replace("stars: Int", "stars: String")
                                        .replace(" mood: String", "")));

        // Then
        assertThat(plan.lines())
                .containsExactly(
                        "Note: translated, 2 items kept, and pulled again as a whole:"
                                + " field Note.stars changed from Int to String",
                        "Other: in place",
                        "pending mutations that go on: 1",
                        "pending mutations that go on without Note.mood, which is gone: 1");
        assertThat(plan.models().get("Other")).isEqualTo(new ModelChange.Fits());
        ReplicaStore store = opened.reopen(BlogSchema.read(BEFORE));
        assertThat(read(store, "Note", "n1").item().value("stars")).isEqualTo(3);
        assertThat(await(store.outbox(0, 10)).getFirst().mutation().fields())
                .containsEntry("mood", "good");
    }

    @Test
    void R6_everyPendingMutationGoesOnOrWaitsOrIsStrandedWithItsReason() {
        // Given
        OpenReplica opened = open(BEFORE);
        for (int number = 0; number < 250; number++) {
            create(opened, BEFORE, "Note", "id", "n" + number, "kind", number < 100 ? "A" : "B");
            create(opened, BEFORE, "Other", "id", "o" + number, "name", "N");
        }
        await(opened.store.edit(patch(key("Note", "n200"), "text", "later")));

        // When
        ReplicaStore store =
                opened.reopen(
                        BlogSchema.read(
                                """
                                type Note @model { id: ID! text: String kind: Kind }
                                enum Kind { A }
                                """));

        // Then
        assertThat(await(store.outbox(0, 1_000)))
                .hasSize(100)
                .allSatisfy(each -> assertThat(each.standing()).isEqualTo(Standing.WAITING));
        List<StrandedMutation> stranded = await(opened.store.stranded().list(null, 0, 1_000));
        assertThat(stranded).hasSize(400);
        assertThat(stranded)
                .filteredOn(each -> each.model().equals("Other"))
                .hasSize(250)
                .allSatisfy(
                        each -> {
                            assertThat(each.reason())
                                    .isEqualTo("the schema has no model Other any more");
                            assertThat(each.fields()).isEqualTo(Map.of("name", "N"));
                        });
        assertThat(stranded)
                .filteredOn(each -> each.model().equals("Note"))
                .hasSize(150)
                .allSatisfy(each -> assertThat(each.fields()).containsEntry("kind", "B"));
        assertThat(await(store.get(key("Note", "n0")))).isPresent();
        assertThat(await(store.get(key("Note", "n200")))).isEmpty();
    }

    @Test
    void anItemWhoseOnlyMutationIsStrandedIsTheBackendsAgain() {
        // Given
        OpenReplica opened = open(BEFORE);
        arrivedNote(opened, "n1", "text", "theirs", "kind", "A");
        await(opened.store.edit(patch(key("Note", "n1"), "kind", "B", "text", "ours")));

        // When
        ReplicaStore store =
                opened.reopen(
                        BlogSchema.read(BEFORE.replace("enum Kind { A B }", "enum Kind { A }")));

        // Then
        StoredItem note = read(store, "Note", "n1");
        assertThat(note.pending()).isFalse();
        assertThat(note.item().fields()).containsEntry("text", "theirs").containsEntry("kind", "A");
        assertThat(await(opened.store.stranded().list("Note", 0, 10)))
                .singleElement()
                .satisfies(
                        each ->
                                assertThat(each.fields())
                                        .isEqualTo(Map.of("kind", "B", "text", "ours")));
    }

    @Test
    void anItemThatTheBackendDeletedStaysDeletedWhenItsOnlyMutationIsStranded() {
        // Given
        OpenReplica opened = open(BEFORE);
        arrivedNote(opened, "n1", "text", "theirs", "kind", "A");
        await(opened.store.edit(patch(key("Note", "n1"), "kind", "B")));
        Item last =
                Item.of(
                        BlogSchema.read(BEFORE).required("Note"),
                        Map.of("id", "n1", "text", "theirs"));
        await(opened.store.apply("Note", List.of(StoreProbe.tombstone(4, last)), null));
        Schema after = BlogSchema.read(BEFORE.replace("enum Kind { A B }", "enum Kind { A }"));

        // When
        ReplicaStore store = opened.reopen(after);
        Item older = Item.of(after.required("Note"), Map.of("id", "n1", "text", "older"));
        await(store.apply("Note", List.of(StoreProbe.live(3, older)), null));

        // Then
        assertThat(await(store.get(key("Note", "n1")))).isEmpty();
        assertThat(await(store.stranded().list("Note", 0, 10))).hasSize(1);
    }

    @Test
    void aCreateThatLacksANewRequiredFieldWaitsForItsClient() {
        // Given
        OpenReplica opened = open(BEFORE);
        create(opened, BEFORE, "Note", "id", "n1", "text", "T");
        String after = BEFORE.replace("mood: String", "mood: String!");

        // When
        ReplicaStore store = opened.reopen(BlogSchema.read(after));

        // Then
        PendingMutation held = await(store.outbox(0, 10)).getFirst();
        assertThat(held.standing()).isEqualTo(Standing.HELD);
        assertThat(held.lastError()).contains("the schema requires mood now");
        await(store.edit(patch(key("Note", "n1"), "mood", "good")));
        PendingMutation mended = await(store.outbox(0, 10)).getFirst();
        assertThat(mended.standing()).isEqualTo(Standing.WAITING);
        assertThat(mended.mutation().fields()).containsEntry("mood", "good");
    }

    @Test
    void anItemThatTheBackendNeverHadTakesItsNewKeyAndTheOthersArePulledAgain() {
        // Given
        String before = "type N @model { a: ID! @primaryKey b: String! c: Int }";
        OpenReplica opened = open(before);
        Item theirs =
                Item.of(
                        BlogSchema.read(before).required("N"),
                        Map.of("a", "a1", "b", "b1", "c", 1));
        arrived(opened, theirs);
        await(opened.store.edit(patch(key("N", "a1"), "c", 2)));
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
        assertThat(await(opened.store.stranded().list("N", 0, 10)))
                .singleElement()
                .satisfies(
                        each ->
                                assertThat(each.reason())
                                        .contains("its key changed from [a] to [a, b]"));
    }

    @Test
    void deadLettersAreSaidAnewOrStranded() {
        // Given
        OpenReplica opened = open(BEFORE);
        create(opened, BEFORE, "Note", "id", "n1", "kind", "A", "mood", "good");
        create(opened, BEFORE, "Note", "id", "n2", "kind", "B");
        create(opened, BEFORE, "Other", "id", "o1");
        for (PendingMutation each : await(opened.store.outbox(0, 10))) {
            Claimed claimed = await(opened.store.claim(List.of(each.id()))).getFirst();
            await(
                    opened.store.settle(
                            claimed.mutation(),
                            new Verdict.Refused(
                                    Rejection.of(Rejection.Cause.BAD_RECORD, "BadInput", "no"))));
        }

        // When
        ReplicaStore store =
                opened.reopen(
                        BlogSchema.read(
                                """
                                type Note @model { id: ID! text: String kind: Kind }
                                enum Kind { A }
                                """));

        // Then
        assertThat(await(store.deadLetters().list(null, 0, 10)))
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.key()).isEqualTo(key("Note", "n1"));
                            assertThat(letter.mutation().mutation().fields())
                                    .isEqualTo(Map.of("kind", "A"));
                            assertThat(letter.item().fields()).doesNotContainKey("mood");
                        });
        assertThat(await(store.outbox(0, 10)))
                .singleElement()
                .satisfies(each -> assertThat(each.standing()).isEqualTo(Standing.HELD));
        assertThat(await(store.stranded().list(null, 0, 10)))
                .extracting(each -> each.model() + "/" + each.key())
                .containsExactly("Note/n2", "Other/o1");
    }
}
