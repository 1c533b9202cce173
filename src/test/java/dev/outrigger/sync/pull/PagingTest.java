package dev.outrigger.sync.pull;

import static dev.outrigger.sync.pull.SyncRun.BACKEND_TIME;
import static dev.outrigger.sync.pull.SyncRun.LIMITS;
import static dev.outrigger.sync.pull.SyncRun.POST;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.sync.UnreadItem;
import dev.outrigger.sync.reconcile.Applied;
import dev.outrigger.testing.Schemas;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// How the pages of one model are asked for and stored.
class PagingTest {
    private static final UnreadItem UNREAD = new UnreadItem("Post", null, null, "{}", "no title");

    private final SyncRun run = new SyncRun(Schemas.demo());

    @Test
    void AC110_aThousandPagesAreAskedForOneAfterTheOtherAndNoneIsKept() {
        // Given
        run.listening(Map.of());

        // When
        for (int page = 1; page < 1_000; page++) {
            assertThat(run.page("Post", "token " + page, POST))
                    .first()
                    .isInstanceOf(SyncCommand.StorePage.class);
            assertThat(run.pulled())
                    .containsExactly(
                            new PageRequest("Post", null, "token " + page, LIMITS.pageItems()));
            run.stored("Post");
            assertThat(run.announced()).hasOnlyElementsOfType(Notice.PullProgressed.class);
            assertThat(run.pulled()).isEmpty();
        }
        run.page("Post", null, POST);
        run.stored("Post");

        // Then
        assertThat(run.announced()).first().isInstanceOf(Notice.ModelSynced.class);
        assertThat(((SyncState.CatchingUp) run.state()).buffer()).isEmpty();
    }

    @Test
    void aPageThatComesWhileTheOneBeforeIsStoredWaitsAndNoFurtherOneIsAskedFor() {
        // Given
        run.listening(Map.of());
        run.page("Post", "token 1", POST);

        // When
        List<SyncCommand> early = List.copyOf(run.page("Post", "token 2", POST));
        run.stored("Post");

        // Then
        assertThat(early).isEmpty();
        assertThat(run.commands())
                .first()
                .isEqualTo(
                        new SyncCommand.Announce(
                                new Notice.PullProgressed(
                                        "Post", new PullCount(1, 1, Applied.none()))));
        assertThat(run.commands())
                .endsWith(
                        new SyncCommand.StorePage(
                                1, "Post", List.of(POST), run.pageCheckpoint("token 2", 2)),
                        new SyncCommand.Pull(
                                1, new PageRequest("Post", null, "token 2", LIMITS.pageItems())));
    }

    @Test
    void aModelWhosePageFailsIsGivenUpOnlyWhenThePageBeforeIsStored() {
        // Given
        run.listening(Map.of());
        run.page("Post", "token 1", POST);

        // When
        List<SyncCommand> early = List.copyOf(run.fails("Post"));
        run.stored("Post");

        // Then
        assertThat(early).isEmpty();
        assertThat(run.announced()).containsExactly(new Notice.ModelFailed("Post", "no answer"));
        assertThat(run.pulled()).extracting(PageRequest::model).containsExactly("Comment");
    }

    @Test
    void T13_theCheckpointComesWithTheLastPageAndIsTheFirstPagesTime() {
        // Given
        run.listening(Map.of());

        // When
        List<SyncCommand> first = List.copyOf(run.page("Post", "next", POST));
        run.stored("Post");
        run.on(
                new SyncEvent.PageAnswered(
                        run.state().session(),
                        "Post",
                        new PullOutcome.Page(
                                List.of(POST), List.of(), null, BACKEND_TIME.plusSeconds(60))));

        // Then
        assertThat(first)
                .first()
                .isEqualTo(
                        new SyncCommand.StorePage(
                                1, "Post", List.of(POST), run.pageCheckpoint("next", 1)));
        assertThat(run.commands())
                .containsExactly(
                        new SyncCommand.StorePage(
                                1,
                                "Post",
                                List.of(POST),
                                new SyncCheckpoint(BACKEND_TIME, run.now())));
    }

    @Test
    void aDeltaKeepsTheAgeOfTheLastBaseSync() {
        // Given
        Instant base = run.now().minus(Duration.ofHours(1));
        run.listening(SyncRun.pulledAt(BACKEND_TIME.minusSeconds(60), base));

        // When
        run.page("Post", null);

        // Then
        assertThat(run.commands())
                .containsExactly(
                        new SyncCommand.StorePage(
                                1, "Post", List.of(), new SyncCheckpoint(BACKEND_TIME, base)));
    }

    @Test
    void AC115_whatCouldNotBeReadIsReportedAndTheRestIsStored() {
        // Given
        run.listening(Map.of());

        // When
        run.on(
                new SyncEvent.PageAnswered(
                        run.state().session(),
                        "Post",
                        new PullOutcome.Page(List.of(POST), List.of(UNREAD), null, BACKEND_TIME)));

        // Then
        assertThat(run.announced())
                .containsExactly(new Notice.NonApplicable("Post", List.of("no title")));
        assertThat(run.commands())
                .last()
                .isInstanceOfSatisfying(
                        SyncCommand.StorePage.class,
                        store -> {
                            assertThat(store.items()).containsExactly(POST);
                            assertThat(store.unread()).containsExactly(UNREAD);
                        });
    }
}
