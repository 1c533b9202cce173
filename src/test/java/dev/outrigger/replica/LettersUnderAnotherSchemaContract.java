package dev.outrigger.replica;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.patch;
import static dev.outrigger.testing.BlogSchema.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Item;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.DeadLetter;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.RefusalPolicies;
import dev.outrigger.sync.RefusalPolicy;
import dev.outrigger.sync.edit.LetterRequest;
import dev.outrigger.testing.BlogSchema;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// Dead letters that were written under another schema.
interface LettersUnderAnotherSchemaContract extends Reopened {
    @Test
    default void deadLettersAreSaidAnewOrStranded() {
        // Given
        Reopening opened = replica(BEFORE);
        create(opened, BEFORE, "Note", "id", "n1", "kind", "A", "mood", "good");
        create(opened, BEFORE, "Note", "id", "n2", "kind", "B");
        create(opened, BEFORE, "Other", "id", "o1");
        refuse(opened);

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

    @Test
    default void R6_aDeadLetterIsSaidAnewWithoutTheFieldThatIsGone() {
        // Given
        Reopening opened = refused(RefusalPolicy.ROLLBACK);

        // When
        opened.reopen(BlogSchema.read(BEFORE.replace(" mood: String", "")));

        // Then
        DeadLetter letter = await(opened.store().deadLetters().list(null, 0, 10)).getFirst();
        assertThat(letter.mutation().mutation().fields()).isEqualTo(Map.of("text", "T"));
        assertThat(letter.item().fields()).doesNotContainKey("mood");
    }

    @Test
    default void R6_aDeadLetterOfAModelThatIsGoneIsStranded() {
        // Given
        Reopening opened = refused(RefusalPolicy.ROLLBACK);

        // When
        opened.reopen(BlogSchema.read("type Other @model { id: ID! name: String }"));

        // Then
        assertThat(await(opened.store().deadLetters().list(null, 0, 10))).isEmpty();
        List<StrandedMutation> stranded = await(opened.store().stranded().list("Note", 0, 10));
        assertThat(stranded).hasSize(1);
        assertThat(stranded.getFirst().reason()).contains("Note");
    }

    @Test
    default void R6_aHeldMutationOfAModelThatIsGoneIsStrandedOnce() {
        // Given
        Reopening opened = refused(RefusalPolicy.HOLD);

        // When
        opened.reopen(BlogSchema.read("type Other @model { id: ID! name: String }"));

        // Then
        assertThat(await(opened.store().deadLetters().counts()))
                .isEqualTo(new DeadLetters.Counts(0, 0));
        assertThat(await(opened.store().stranded().count())).isEqualTo(1);
    }

    @Test
    default void anItemThatWasKeptAsWrittenIsTheBackendsAgainWhenItsLetterIsStranded() {
        // Given
        Reopening opened =
                open(BlogSchema.read(BEFORE), new RefusalPolicies(RefusalPolicy.KEEP, Map.of()));
        arrivedNote(opened, "n1", "text", "theirs", "kind", "A");
        await(opened.store().edit(patch(key("Note", "n1"), "kind", "B")));
        create(opened, BEFORE, "Note", "id", "n2", "kind", "B");
        refuse(opened);

        // When
        ReplicaStore store =
                opened.reopen(
                        BlogSchema.read(BEFORE.replace("enum Kind { A B }", "enum Kind { A }")));

        // Then
        assertThat(await(store.stranded().count())).isEqualTo(2);
        assertThat(read(store, "Note", "n1").item().value("kind")).isEqualTo("A");
        assertThat(await(store.get(key("Note", "n2")))).isEmpty();
    }

    @Test
    default void aDiscardedLetterTakesNothingFromAnItemThatWasPulledAnew() {
        // Given
        Reopening opened =
                open(BlogSchema.read(BEFORE), new RefusalPolicies(RefusalPolicy.KEEP, Map.of()));
        arrivedNote(opened, "n1", "text", "theirs", "stars", 3);
        await(opened.store().edit(patch(key("Note", "n1"), "text", "ours")));
        refuse(opened);
        Schema after = BlogSchema.read(BEFORE.replace("stars: Int", "stars: String"));

        // When
        ReplicaStore store = opened.reopen(after);
        Item theirs =
                Item.of(
                        after.required("Note"),
                        Map.of("id", "n1", "text", "theirs", "stars", "three"));
        arrived(opened, theirs);
        long letter = await(store.deadLetters().list(null, 0, 1)).getFirst().id();
        await(store.deadLetters().decide(letter, new LetterRequest.Discard()));

        // Then
        assertThat(read(store, "Note", "n1").item()).isEqualTo(theirs);
    }
}
