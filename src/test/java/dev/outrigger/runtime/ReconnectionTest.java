package dev.outrigger.runtime;

import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.contract.Mutation;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.testing.EngineRun;
import dev.outrigger.testing.ItemBuilder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.Optional;

/// What is saved around the loss of the network, and what then reaches the backend.
class ReconnectionTest {
    private static final ItemBuilder THEIRS = anItem("Post").withVersion(1);

    private final EngineRun run = new EngineRun();

    /// What a client does while the network comes and goes.
    private enum Save {
        CREATE(Mutation.Kind.CREATE, anItem("Post").withId("new").create()),
        UPDATE(Mutation.Kind.UPDATE, anItem("Post").patch("title", "B")),
        DELETE(Mutation.Kind.DELETE, anItem("Post").delete());

        private final Mutation.Kind kind;
        private final Edit edit;

        Save(Mutation.Kind kind, Edit edit) {
            this.kind = kind;
            this.edit = edit;
        }
    }

    private void online() {
        run.backend().holds(THEIRS.remote());
        run.caughtUp();
    }

    private void back() {
        run.backend().reachable();
        run.pass(Duration.ofMinutes(5));
        run.backend().acknowledgeLink();
        run.pass(Duration.ofMinutes(5));
    }

    private void assertOneReachedTheBackend(Save save) {
        assertThat(run.backend().pushed())
                .extracting(sent -> sent.mutation().kind())
                .containsExactly(save.kind);
        assertThat(run.outbox()).isEmpty();
        RemoteItem theirs = run.backend().item(save.edit.key());
        assertThat(theirs).isNotNull();
        assertThat(run.item(save.edit.key()).map(StoredItem::version))
                .isEqualTo(Optional.of(theirs).filter(RemoteItem::live).map(RemoteItem::version));
    }

    @ParameterizedTest
    @EnumSource
    void AC136_whatIsSavedOfflineReachesTheBackendOnceWhenItIsBack(Save save) {
        // Given
        online();
        run.backend().unreachable();
        run.rest();

        // When
        run.save(save.edit);
        run.pass(Duration.ofSeconds(30));
        back();

        // Then
        assertOneReachedTheBackend(save);
    }

    @ParameterizedTest
    @EnumSource
    void AC136_whatIsSavedInTheMomentOfTheLossReachesTheBackendOnce(Save save) {
        // Given
        online();

        // When
        run.backend().unreachable();
        run.save(save.edit);
        run.pass(Duration.ofSeconds(30));
        back();

        // Then
        assertOneReachedTheBackend(save);
    }

    @ParameterizedTest
    @EnumSource
    void AC136_whatIsSavedInTheMomentOfTheReturnReachesTheBackendOnce(Save save) {
        // Given
        online();
        run.backend().unreachable();
        run.pass(Duration.ofSeconds(30));

        // When
        run.backend().reachable();
        run.save(save.edit);
        back();

        // Then
        assertOneReachedTheBackend(save);
    }

    @Test
    void AC71_anEmptyOutboxSendsNothingWhateverAsksForIt() {
        // Given
        online();

        // When
        run.now();
        run.stop();
        run.start();
        run.pass(Duration.ofHours(1));

        // Then
        assertThat(run.backend().pushed()).isEmpty();
        assertThat(run.status().delivery().lanesInUse()).isZero();
    }
}
