package dev.outrigger.runtime;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.testing.ExpressionText.expression;
import static dev.outrigger.testing.ExpressionText.expressions;
import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Schema;
import dev.outrigger.runtime.ExpressionControl.ModelExpression;
import dev.outrigger.runtime.ExpressionControl.Source;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.expression.Expression;
import dev.outrigger.sync.pull.PageRequest;
import dev.outrigger.testing.EngineRun;
import dev.outrigger.testing.ItemBuilder;
import dev.outrigger.testing.Schemas;
import dev.outrigger.testing.ScriptedBackend;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What an engine does with sync expressions.
class SelectiveEngineTest {
    private static final Schema SCHEMA = Schemas.demo();
    private static final String ABOVE_5 = "{\"rating\": {\"gt\": 5}}";

    private final EngineRun run = new EngineRun(SCHEMA, expressions(SCHEMA, "Post", ABOVE_5));
    private final ScriptedBackend backend = run.backend();

    private static ItemBuilder rated(String id, int rating) {
        return anItem("Post").withId(id).with("rating", rating);
    }

    private void choose(@Nullable String json) {
        if (json == null) {
            await(run.expressions().takeBack("Post"));
        } else {
            await(run.expressions().choose("Post", expression(SCHEMA, "Post", json)));
        }
        run.rest();
        backend.acknowledgeLink();
        run.rest();
    }

    private boolean has(String id) {
        return run.item(anItem("Post").withId(id).key()).isPresent();
    }

    private List<PageRequest> pullsOfPost() {
        return backend.pulled().stream().filter(page -> page.model().equals("Post")).toList();
    }

    private RemoteItem remote(String id, int rating, long version) {
        return rated(id, rating).withVersion(version).remote();
    }

    @Test
    void linksAndBaseSyncsAskForWhatIsSelected() {
        // When
        run.caughtUp();

        // Then
        assertThat(backend.listened().getLast().of("Post"))
                .isEqualTo(expression(SCHEMA, "Post", ABOVE_5));
        assertThat(backend.listened().getLast().of("Comment"))
                .isEqualTo(new Expression.Everything());
        assertThat(backend.pulledSelected())
                .containsExactly(expression(SCHEMA, "Post", ABOVE_5), new Expression.Everything());
    }

    @Test
    void R4_whatLeftTheSelectionWhileTheReplicaWasAwayGoesThoughTheBackendHasIt() {
        // Given
        backend.tellsDigests();
        backend.filters();
        backend.holds(remote("p1", 6, 1));
        backend.holds(remote("p2", 7, 1));
        run.caughtUp();
        assertThat(has("p1")).isTrue();

        // When
        backend.holds(remote("p1", 5, 2));
        run.pass(Duration.ofDays(40));

        // Then
        assertThat(has("p1")).isFalse();
        assertThat(has("p2")).isTrue();
    }

    @Test
    void aDeltaAsksForEverythingSoThatItTellsWhatHasLeft() {
        // Given
        run.caughtUp();
        backend.feed(remote("p1", 6, 1));
        run.rest();
        assertThat(has("p1")).isTrue();
        backend.holds(remote("p1", 5, 2));

        // When
        run.now();

        // Then
        assertThat(pullsOfPost().getLast().lastSync()).isNotNull();
        assertThat(backend.pulledSelected().get(2)).isEqualTo(new Expression.Everything());
        assertThat(has("p1")).isFalse();
    }

    @Test
    void AC129_whatTheChangefeedTellsIsSelectedAgain() {
        // Given
        run.caughtUp();

        // When
        backend.feed(remote("low", 5, 1));
        backend.feed(remote("high", 6, 1));
        run.rest();

        // Then
        assertThat(has("low")).isFalse();
        assertThat(has("high")).isTrue();
    }

    @Test
    void R5_aChangedExpressionFetchesWhatIsMissingAndRemovesTheRest() {
        // Given
        backend.holds(remote("low", 2, 1));
        backend.holds(remote("high", 8, 1));
        run.caughtUp();

        // When
        choose("{\"rating\": {\"lt\": 5}}");

        // Then
        assertThat(pullsOfPost().getLast().lastSync()).isNull();
        assertThat(has("low")).isTrue();
        assertThat(has("high")).isFalse();
        assertThat(run.status().state()).isEqualTo("caught-up");
    }

    @Test
    void R5_whatIsPendingStaysAndLeavesOnceItIsSettled() {
        // Given
        run.caughtUp();
        backend.answersLate();
        run.save(rated("mine", 9).create());
        run.rest();

        // When
        choose("{\"rating\": {\"lt\": 5}}");

        // Then
        assertThat(has("mine")).isTrue();

        // When
        backend.answer();
        run.rest();

        // Then
        assertThat(run.outbox()).isEmpty();
        assertThat(has("mine")).isFalse();
    }

    @Test
    void AC108_anExpressionThatIsAddedChangedOrTakenBackBeginsWithABaseSync() {
        run.caughtUp();
        for (String json : new @Nullable String[] {"{}", "{\"rating\": {\"gt\": 1}}", null}) {
            // When
            choose(json);

            // Then
            assertThat(pullsOfPost().getLast().lastSync()).isNull();

            // When
            run.now();

            // Then
            assertThat(pullsOfPost().getLast().lastSync()).isNotNull();
        }
    }

    @Test
    void aModelOfWhichNothingIsSelectedIsNotAskedFor() {
        // Given
        backend.holds(remote("p1", 8, 1));
        run.caughtUp();
        assertThat(has("p1")).isTrue();
        int pulls = pullsOfPost().size();

        // When
        choose("\"none\"");

        // Then
        assertThat(pullsOfPost()).hasSize(pulls);
        assertThat(has("p1")).isFalse();
        assertThat(run.status().state()).isEqualTo("caught-up");
    }

    @Test
    void aChoiceWhileTheEngineRestsHoldsAtOnce() {
        // Given
        backend.holds(remote("p1", 8, 1));
        run.caughtUp();
        run.stop();

        // When
        await(run.expressions().choose("Post", new Expression.Nothing()));
        run.rest();

        // Then
        assertThat(has("p1")).isFalse();
        assertThat(run.status().state()).isEqualTo("stopped");
    }

    @Test
    void whoAsksIsToldWhatHoldsAndWhoSaidSo() {
        // Given
        Expression above5 = expression(SCHEMA, "Post", ABOVE_5);

        // Then
        assertThat(await(run.expressions().all()))
                .containsExactly(
                        new ModelExpression("Post", above5, Source.CONFIGURED),
                        new ModelExpression("Comment", new Expression.Everything(), Source.NOBODY));
        assertThat(await(run.expressions().choose("Post", new Expression.Everything())))
                .isEqualTo(new ModelExpression("Post", new Expression.Everything(), Source.CHOSEN));
        assertThat(await(run.expressions().takeBack("Post")).source()).isEqualTo(Source.CONFIGURED);
    }

    @Test
    void AC131_aRefusedFilterIsTold() {
        // Given
        run.caughtUp();

        // When
        backend.refuseFilter("Post", "unknown argument filter");
        run.rest();

        // Then
        assertThat(run.told("filterRefused"))
                .containsExactly(Map.of("model", "Post", "error", "unknown argument filter"));
    }
}
