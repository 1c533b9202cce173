package dev.outrigger.replica;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.live;
import static dev.outrigger.replica.StoreProbe.patch;
import static dev.outrigger.testing.BlogSchema.fields;
import static dev.outrigger.testing.BlogSchema.item;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Version;
import dev.outrigger.sync.BaseSnapshot;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.push.Verdict;

import org.junit.jupiter.api.Test;

import java.util.List;

/// What delivery finds in the outbox and leaves there.
interface DeliveryContract extends StoreUnderTest {
    @Test
    default void AC84_editsClaimsAndVerdictsThatComeTogetherAreTakenOneAfterTheOther() {
        // Given
        replica().apply(live(1, item("Post", "id", "p1", "title", "T", "rating", 1)));
        replica().edit(patch(POST, "title", "first"));
        long first = replica().outbox().getFirst().id();

        // When
        var claim = replica().store().claim(List.of(first));
        var edit = replica().store().edit(patch(POST, "title", "second"));
        var verdict =
                replica()
                        .store()
                        .settle(
                                replica().outbox().getFirst(),
                                new Verdict.Acknowledged(
                                        live(2, item("Post", "id", "p1", "title", "first"))));
        var later = replica().store().edit(patch(POST, "rating", 2));

        // Then
        assertThat(await(claim)).hasSize(1);
        await(edit);
        await(verdict);
        await(later);
        assertThat(replica().outbox())
                .singleElement()
                .satisfies(
                        left ->
                                assertThat(left.mutation().fields())
                                        .isEqualTo(fields("title", "second", "rating", 2)));
    }

    @Test
    default void aDeletionThatDidNotGoOutIsCancelledByTheUndeleteBehindIt() {
        // Given
        replica().apply(live(1, item("Post", "id", "p1", "title", "T", "rating", 1)));
        replica().edit(StoreProbe.delete(POST));
        long id = replica().outbox().getFirst().id();
        PendingMutation sent = await(replica().store().claim(List.of(id))).getFirst().mutation();
        replica().edit(new Edit.Undelete(POST, fields("title", "again")));

        // When
        replica().settle(sent, new Verdict.Postponed(Standing.WAITING, "HTTP 503"));

        // Then
        PendingMutation update = replica().outbox().getFirst();
        assertThat(replica().outbox()).hasSize(1);
        assertThat(update.undeletes()).isFalse();
        assertThat(update.mutation().fields()).isEqualTo(fields("title", "again"));
        assertThat(await(replica().store().claim(List.of(id)))).isEmpty();
    }

    @Test
    default void aMutationRemembersWhatItWasMadeFromAndWhenItWasTried() {
        // Given
        replica().apply(live(1, item("Post", "id", "p1", "title", "T", "rating", 1)));
        replica().edit(patch(POST, "title", "U", "rating", null));
        await(replica().store().claim(List.of(replica().outbox().getFirst().id())));
        replica().edit(patch(POST, "title", "V"));

        // When
        List<PendingMutation> outbox = replica().outbox();

        // Then
        assertThat(outbox)
                .extracting(PendingMutation::base)
                .containsExactly(
                        new BaseSnapshot(new Version(1), fields("title", "T", "rating", 1)),
                        new BaseSnapshot(new Version(1), fields("title", "U")));
        assertThat(outbox)
                .extracting(each -> each.history().lastAttemptAt() != null)
                .containsExactly(true, false);
    }
}
