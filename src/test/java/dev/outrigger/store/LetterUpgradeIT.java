package dev.outrigger.store;

import static dev.outrigger.replica.StoreProbe.await;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Item;
import dev.outrigger.model.Schema;
import dev.outrigger.replica.DeadLetters;
import dev.outrigger.replica.StrandedMutation;
import dev.outrigger.sync.DeadLetter;
import dev.outrigger.sync.RefusalPolicies;
import dev.outrigger.sync.RefusalPolicy;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.push.Claimed;
import dev.outrigger.sync.push.Verdict;
import dev.outrigger.testing.BlogSchema;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// Dead letters of a replica that is opened with another schema.
class LetterUpgradeIT {
    private static final String BEFORE =
            """
            type Note @model { id: ID! text: String mood: String }
            type Other @model { id: ID! name: String }
            """;

    private @Nullable OpenReplica replica;

    @AfterEach
    void closeReplica() {
        if (replica != null) {
            replica.close();
        }
    }

    /// A replica with a refused create of a note.
    private OpenReplica refused(RefusalPolicy policy) {
        Schema schema = BlogSchema.read(BEFORE);
        OpenReplica opened =
                new OpenReplica(schema, StoreLimits.usual(), new RefusalPolicies(policy, Map.of()));
        replica = opened;
        Map<String, @Nullable Object> values =
                BlogSchema.fields("id", "n1", "text", "T", "mood", "good");
        Item note = Item.of(schema.required("Note"), values);
        await(opened.store.edit(new Edit.Create(note, values.keySet())));
        long id = await(opened.store.outbox(0, 1)).getFirst().id();
        Claimed claimed = await(opened.store.claim(List.of(id))).getFirst();
        await(
                opened.store.settle(
                        claimed.mutation(),
                        new Verdict.Refused(
                                Rejection.of(Rejection.Cause.BAD_RECORD, "BadInput", "too long"))));
        return opened;
    }

    @Test
    void R6_aDeadLetterIsSaidAnewWithoutTheFieldThatIsGone() {
        // Given
        OpenReplica opened = refused(RefusalPolicy.ROLLBACK);

        // When
        opened.reopen(BlogSchema.read(BEFORE.replace(" mood: String", "")));

        // Then
        DeadLetter letter = await(opened.store.deadLetters().list(null, 0, 10)).getFirst();
        assertThat(letter.mutation().mutation().fields()).isEqualTo(Map.of("text", "T"));
        assertThat(letter.item().fields()).doesNotContainKey("mood");
    }

    @Test
    void R6_aDeadLetterOfAModelThatIsGoneIsStranded() {
        // Given
        OpenReplica opened = refused(RefusalPolicy.ROLLBACK);

        // When
        opened.reopen(BlogSchema.read("type Other @model { id: ID! name: String }"));

        // Then
        assertThat(await(opened.store.deadLetters().list(null, 0, 10))).isEmpty();
        List<StrandedMutation> stranded = await(opened.store.stranded().list("Note", 0, 10));
        assertThat(stranded).hasSize(1);
        assertThat(stranded.getFirst().reason()).contains("Note");
    }

    @Test
    void R6_aHeldMutationOfAModelThatIsGoneIsStrandedOnce() {
        // Given
        OpenReplica opened = refused(RefusalPolicy.HOLD);

        // When
        opened.reopen(BlogSchema.read("type Other @model { id: ID! name: String }"));

        // Then
        assertThat(await(opened.store.deadLetters().counts()))
                .isEqualTo(new DeadLetters.Counts(0, 0));
        assertThat(await(opened.store.stranded().count())).isEqualTo(1);
    }
}
