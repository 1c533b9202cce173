package dev.outrigger.sync.push;

import static dev.outrigger.testing.ItemBuilder.SAVED_AT;
import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.push.Verification.Finding;
import dev.outrigger.testing.ItemBuilder;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.List;

/// What became of an attempt without answer, by what the backend has.
class VerificationTest {
    private static final StoredItem KNOWN =
            anItem("Post").with("tags", List.of("a")).withVersion(1).stored();

    private static Claimed again(
            PendingMutation mutation, Standing standing, @Nullable StoredItem stored) {
        return Claimed.of(mutation.failed(standing, "no answer"), stored, SAVED_AT);
    }

    private static Claimed onTop(PendingMutation mutation, Standing standing) {
        StoredItem pending =
                new StoredItem(
                        KNOWN.item(),
                        KNOWN.item(),
                        KNOWN.version(),
                        KNOWN.lastChangedAt(),
                        KNOWN.presence(),
                        true);
        return again(mutation, standing, pending);
    }

    private static Claimed create(Standing standing) {
        return again(anItem("Post").with("title", "ours").creating(1), standing, null);
    }

    private static Claimed update(Standing standing) {
        return onTop(anItem("Post").updating(1, "title", "ours"), standing);
    }

    private static Claimed delete(Standing standing) {
        return onTop(anItem("Post").deleting(1), standing);
    }

    private static Finding found(Claimed claimed, ItemBuilder item) {
        return Verification.examine(claimed, new FetchOutcome.Found(item.remote()));
    }

    private static Finding absent(Claimed claimed) {
        return Verification.examine(claimed, new FetchOutcome.Absent());
    }

    private static void assertEnded(Finding finding, Class<? extends Verdict> verdict) {
        assertThat(finding)
                .isInstanceOfSatisfying(
                        Finding.Ended.class,
                        ended -> assertThat(ended.verdict()).isInstanceOf(verdict));
    }

    private static void assertMet(Finding finding) {
        assertThat(finding).isInstanceOf(Finding.Met.class);
    }

    @Test
    void aLookThatFailsLeavesTheMutationWithWhatWasKnownBefore() {
        for (Standing standing : List.of(Standing.SENT, Standing.CONTESTED)) {
            // When
            Finding finding =
                    Verification.examine(
                            create(standing), new FetchOutcome.Failed("connection refused"));

            // Then
            assertThat(finding)
                    .isEqualTo(
                            new Finding.Ended(
                                    new Verdict.Postponed(standing, "connection refused")));
        }
    }

    @Test
    void aCreateThatTheBackendDoesNotHaveIsSent() {
        assertThat(absent(create(Standing.SENT))).isEqualTo(new Finding.SendOn(null));
    }

    @Test
    void aContestedCreateWhoseItemIsGoneWaitsForItsNextAttempt() {
        assertThat(absent(create(Standing.CONTESTED)))
                .isEqualTo(
                        new Finding.Ended(
                                new Verdict.Postponed(
                                        Standing.WAITING, "the item in its way is gone")));
    }

    @Test
    void aCreateWhoseItemIsThereHasArrived() {
        assertEnded(
                found(create(Standing.SENT), anItem("Post").with("title", "ours")),
                Verdict.Acknowledged.class);
    }

    @Test
    void aCreateWithoutAnswerHasArrivedEvenWhenSomebodyChangedItsItemSince() {
        assertEnded(
                found(create(Standing.SENT), anItem("Post").with("title", "theirs").withVersion(2)),
                Verdict.Acknowledged.class);
    }

    @Test
    void aCreateWithoutAnswerWhoseItemWasDeletedSinceHasArrived() {
        assertEnded(
                found(create(Standing.SENT), anItem("Post").withVersion(2).deleted()),
                Verdict.Acknowledged.class);
    }

    @Test
    void aContestedCreateMeetsSomebodyElsesItem() {
        assertMet(found(create(Standing.CONTESTED), anItem("Post").with("title", "theirs")));
    }

    @Test
    void aContestedCreateThatMeetsItsOwnItemHasArrived() {
        assertEnded(
                found(create(Standing.CONTESTED), anItem("Post").with("title", "ours")),
                Verdict.Acknowledged.class);
    }

    @Test
    void aContestedCreateMayMeetATombstone() {
        assertMet(found(create(Standing.CONTESTED), anItem("Post").withVersion(2).deleted()));
    }

    @Test
    void anAttemptThatMayNotBeLookedUpIsNotSentAgain() {
        FetchOutcome denied =
                new FetchOutcome.Refused(
                        Rejection.of(Rejection.Cause.UNAUTHORIZED, "Unauthorized", "no"));

        assertEnded(Verification.examine(create(Standing.SENT), denied), Verdict.Refused.class);
    }

    @Test
    void anUpdateWhoseFieldsAreThereHasArrived() {
        assertEnded(
                found(
                        update(Standing.SENT),
                        anItem("Post").with("title", "ours").with("rating", 9).withVersion(3)),
                Verdict.Acknowledged.class);
    }

    @Test
    void anUpdateWhoseFieldsAreNotThereIsSentOnTopOfWhatIs() {
        ItemBuilder theirs = anItem("Post").with("title", "theirs").withVersion(3);
        assertThat(found(update(Standing.SENT), theirs))
                .isEqualTo(new Finding.SendOn(theirs.remote()));
    }

    @Test
    void anUpdateWhoseListTheBackendHasAppendedHasArrived() {
        // Given
        Claimed update =
                onTop(anItem("Post").updating(1, "tags", List.of("a", "b")), Standing.SENT);

        // When
        Finding appended =
                found(update, anItem("Post").with("tags", List.of("x", "a", "b")).withVersion(3));

        // Then
        assertEnded(appended, Verdict.Acknowledged.class);
    }

    @Test
    void anUpdateWhoseListIsAsItWasBeforeIsSent() {
        // Given
        Claimed update = onTop(anItem("Post").updating(1, "tags", List.of("b")), Standing.SENT);

        // When
        ItemBuilder theirs = anItem("Post").with("tags", List.of("a")).withVersion(2);
        Finding unchanged = found(update, theirs);

        // Then
        assertThat(unchanged).isEqualTo(new Finding.SendOn(theirs.remote()));
    }

    @Test
    void AC103_anUpdateWhoseItemIsGoneMeetsThat() {
        assertMet(found(update(Standing.SENT), anItem("Post").withVersion(2).deleted()));
        assertMet(absent(update(Standing.SENT)));
    }

    @Test
    void AC105_aDeleteThatMeetsADeletionHasNothingLeftToDo() {
        assertEnded(
                found(delete(Standing.SENT), anItem("Post").withVersion(2).deleted()),
                Verdict.Acknowledged.class);
    }

    @Test
    void AC104_aDeleteWhoseItemIsThereIsSentOnTopOfWhatIs() {
        ItemBuilder theirs = anItem("Post").with("title", "theirs").withVersion(3);
        assertThat(found(delete(Standing.SENT), theirs))
                .isEqualTo(new Finding.SendOn(theirs.remote()));
    }
}
