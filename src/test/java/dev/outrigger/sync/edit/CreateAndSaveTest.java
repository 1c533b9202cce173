package dev.outrigger.sync.edit;

import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.Version;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.Origin;
import dev.outrigger.sync.edit.EditDecision.Answer;
import dev.outrigger.testing.ItemBuilder;
import dev.outrigger.testing.OneKey;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a save may do, and what it is refused for.
class CreateAndSaveTest {
    private static final String CREATED = "2026-03-02T08:00:00.000Z";

    private static Guard ifTitle(String title) {
        return anItem("Post").when("title", title);
    }

    private static Guard ifVersion(long number) {
        return new Guard(new Predicate.All(), new Expected.AtVersion(new Version(number)));
    }

    private static OneKey synced() {
        return OneKey.synced(
                anItem("Post")
                        .with("title", "A")
                        .with("createdAt", CREATED)
                        .withVersion(3)
                        .remote());
    }

    private static ItemBuilder post(@Nullable String createdAt) {
        ItemBuilder post = anItem("Post").with("title", "B");
        return createdAt == null ? post : post.with("createdAt", createdAt);
    }

    @Test
    void aCreateIsOneItemOneMutationAndOneChange() {
        // Given
        OneKey story = OneKey.unknown(anItem("Post").key());

        // When
        EditDecision decision = story.edit(anItem("Post").with("rating", 5).create());

        // Then
        assertThat(decision)
                .isInstanceOfSatisfying(
                        EditDecision.Taken.class,
                        taken -> {
                            assertThat(taken.answer()).isEqualTo(Answer.CREATED);
                            assertThat(taken.item()).isEqualTo(story.item());
                        });
        assertThat(story.item().version()).isNull();
        assertThat(story.item().pending()).isTrue();
        assertThat(story.only().mutation().kind()).isEqualTo(Mutation.Kind.CREATE);
        assertThat(story.changes())
                .extracting(ItemChange::kind, ItemChange::origin)
                .containsExactly(tuple(ItemChange.Kind.INSERT, Origin.LOCAL));
    }

    @Test
    void AC11_aCreateThatSetsAReadOnlyFieldIsRefused() {
        // Given
        OneKey story = OneKey.unknown(anItem("Post").key());

        // When
        Refusal refusal = story.refused(post(CREATED).create());

        // Then
        assertThat(refusal)
                .isInstanceOfSatisfying(
                        Refusal.ItemInvalid.class,
                        invalid -> {
                            assertThat(invalid.problems().getFirst().path())
                                    .isEqualTo("/createdAt");
                            assertThat(invalid.problems().getFirst().reason())
                                    .contains("read-only");
                        });
        assertThat(story.outbox()).isEmpty();
    }

    @Test
    void AC11_anUpdateThatChangesAReadOnlyFieldIsRefused() {
        // Given
        OneKey story = synced();

        // When
        Refusal saved = story.refused(post("2026-03-02T08:00:00.001Z").save());
        Refusal patched = story.refused(anItem("Post").patch("createdAt", null));

        // Then
        assertThat(saved).isInstanceOf(Refusal.ItemInvalid.class);
        assertThat(patched).isInstanceOf(Refusal.ItemInvalid.class);
        assertThat(story.outbox()).isEmpty();
    }

    @Test
    void aClientMaySendBackTheReadOnlyFieldsThatItRead() {
        // Given
        OneKey story = synced();

        // When
        story.edit(post(CREATED).save());

        // Then
        assertThat(story.value("createdAt")).isEqualTo(CREATED);
        assertThat(story.only().mutation().fields()).containsOnlyKeys("title");
    }

    @Test
    void aSaveThatLeavesReadOnlyFieldsOutKeepsThem() {
        // Given
        OneKey story = synced();

        // When
        story.edit(post(null).save());

        // Then
        assertThat(story.value("createdAt")).isEqualTo(CREATED);
        assertThat(story.only().mutation().fields()).containsOnlyKeys("title");
    }

    @Test
    void AC13_aPatchThatChangesTheKeyIsRefused() {
        // Given
        OneKey story = synced();

        // When
        Refusal refusal = story.refused(anItem("Post").patch("id", "p2"));

        // Then
        assertThat(refusal)
                .isInstanceOfSatisfying(
                        Refusal.ItemInvalid.class,
                        invalid -> {
                            assertThat(invalid.problems().getFirst().path()).isEqualTo("/id");
                            assertThat(invalid.problems().getFirst().reason()).contains("key");
                        });
        assertThat(story.value("id")).isEqualTo("p1");
    }

    @Test
    void AC13_aPatchThatRepeatsTheKeyIsTaken() {
        // Given
        OneKey story = synced();

        // When
        story.edit(anItem("Post").patch("id", "p1", "title", "B"));

        // Then
        assertThat(story.value("title")).isEqualTo("B");
    }

    @Test
    void AC21_aConditionThatHoldsLetsTheSaveThroughAndTravelsWithIt() {
        // Given
        OneKey story = synced();

        // When
        story.edit(post(null).save(ifTitle("A")));

        // Then
        assertThat(story.value("title")).isEqualTo("B");
        assertThat(story.only().mutation().condition()).isEqualTo(ifTitle("A").condition());
    }

    @Test
    void AC21_aConditionThatDoesNotHoldRefusesTheSave() {
        // Given
        OneKey story = synced();

        // When
        Refusal refusal = story.refused(post(null).save(ifTitle("Z")));

        // Then
        assertThat(refusal).isEqualTo(new Refusal.ConditionFalse(story.knowledge().key()));
        assertThat(story.value("title")).isEqualTo("A");
        assertThat(story.outbox()).isEmpty();
        assertThat(story.changes()).isEmpty();
    }

    @Test
    void AC21_theConditionIsCheckedOnWhatClientsSeeAndNotOnTheBackendsItem() {
        // Given
        OneKey story = synced();
        story.edit(anItem("Post").patch("title", "B"));
        story.receive(anItem("Post").with("title", "C").withVersion(4).remote());

        // When
        EditDecision decision = story.edit(anItem("Post").patch(ifTitle("B"), "rating", 1));

        // Then
        assertThat(decision).isInstanceOf(EditDecision.Taken.class);
    }

    @Test
    void AC22_aConditionalSaveOfAnAbsentItemIsRefusedExceptForAll() {
        // Given
        OneKey story = OneKey.unknown(anItem("Post").key());

        // When
        Refusal refusal = story.refused(post(null).save(ifTitle("A")));
        EditDecision unguarded = story.edit(post(null).save());

        // Then
        assertThat(refusal).isInstanceOf(Refusal.ConditionFalse.class);
        assertThat(unguarded)
                .isInstanceOfSatisfying(
                        EditDecision.Taken.class,
                        taken -> assertThat(taken.answer()).isEqualTo(Answer.CREATED));
    }

    @Test
    void aPatchOfAnAbsentItemIsRefused() {
        // Given
        OneKey story = OneKey.unknown(anItem("Post").key());

        // When
        Refusal plain = story.refused(anItem("Post").patch("title", "B"));
        Refusal guarded = story.refused(anItem("Post").patch(ifTitle("A"), "title", "B"));

        // Then
        assertThat(plain).isInstanceOf(Refusal.ItemUnknown.class);
        assertThat(guarded).isInstanceOf(Refusal.ConditionFalse.class);
    }

    @Test
    void anEditForAnotherVersionThanTheKnownOneIsRefusedWithTheKnownOne() {
        // Given
        OneKey story = synced();

        // When
        Refusal refusal = story.refused(post(null).save(ifVersion(2)));

        // Then
        assertThat(refusal).isEqualTo(new Refusal.VersionDiffers(story.knowledge().key(), 2, "3"));
        assertThat(story.outbox()).isEmpty();
    }

    @Test
    void anEditForTheKnownVersionIsTakenAndItsMutationIsNotConditional() {
        // Given
        OneKey story = synced();

        // When
        story.edit(post(null).save(ifVersion(3)));

        // Then
        assertThat(story.only().mutation().conditional()).isFalse();
    }

    @Test
    void anItemThatTheBackendHasNotAcknowledgedHasNoVersionToExpect() {
        // Given
        OneKey story = OneKey.unknown(anItem("Post").key());
        story.edit(anItem("Post").create());

        // When
        Refusal refusal = story.refused(post(null).save(ifVersion(1)));

        // Then
        assertThat(refusal)
                .isEqualTo(new Refusal.VersionDiffers(story.knowledge().key(), 1, "null"));
    }

    @Test
    void AC69_aCreateOfAnItemThatIsThereIsRefused() {
        // Given
        OneKey synced = synced();
        OneKey created = OneKey.unknown(anItem("Post").key());
        created.edit(anItem("Post").create());

        // When
        Refusal ofSynced = synced.refused(anItem("Post").create());
        Refusal ofCreated = created.refused(anItem("Post").create());

        // Then
        assertThat(ofSynced).isInstanceOf(Refusal.ItemExists.class);
        assertThat(ofCreated).isInstanceOf(Refusal.ItemExists.class);
        assertThat(created.outbox()).hasSize(1);
    }

    @Test
    void aKeyThatTheBackendKeepsATombstoneOfIsRefused() {
        // Given
        OneKey story = OneKey.unknown(anItem("Post").key());
        story.receive(anItem("Post").withVersion(4).deleted().remote());

        // When
        Refusal refusal = story.refused(anItem("Post").create());

        // Then
        assertThat(refusal).isInstanceOf(Refusal.KeyDeleted.class);
    }
}
