package dev.outrigger.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.ItemKey;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.testing.BlogSchema;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Which changes may alter the answer to a query.
class AlterationsTest {
    private static final int SEEDS = 100;

    private final RelatedScene scene = new RelatedScene();

    @Test
    void whatCountsNeitherBeforeNorAfterAltersNothing() {
        // Given
        scene.post("p1");
        Observation observation =
                alterations("Post", "{\"comments\": {\"content\": {\"eq\": \"yes\"}}}");

        // When
        scene.comment("c1", "no", "p1");
        scene.probe.edit(patch("Comment", "c1", "content", "never"));
        scene.probe.create("Blog", "id", "b1", "name", "N");

        // Then
        assertThat(follow(observation)).isEmpty();
    }

    @Test
    void whatBeginsOrStopsToCountAlters() {
        // Given
        scene.post("p1");
        Observation observation =
                alterations("Post", "{\"comments\": {\"content\": {\"eq\": \"yes\"}}}");

        // When
        scene.comment("c1", "yes", "p1");
        scene.probe.edit(patch("Comment", "c1", "content", "no"));
        scene.probe.edit(patch("Comment", "c1", "content", "yes"));
        scene.probe.edit(StoreProbe.delete(RelatedScene.key("Comment", "c1")));

        // Then
        assertThat(follow(observation)).hasSize(4);
    }

    @Test
    void anItemThatCannotMatchByItselfAltersNothing() {
        // Given
        String filter = "{\"title\": {\"eq\": \"T\"}, \"not\": {\"comments\": {}}}";
        Observation observation = alterations("Post", filter);

        // When
        scene.probe.create("Post", "id", "p1", "title", "U");
        scene.probe.edit(patch("Post", "p1", "title", "V"));
        List<ObservedChange> apart = follow(observation);
        scene.probe.edit(patch("Post", "p1", "title", "T"));
        scene.probe.edit(patch("Post", "p1", "title", "U"));

        // Then
        assertThat(apart).isEmpty();
        assertThat(follow(observation)).hasSize(2);
    }

    @Test
    void aTextWhoseWordsOnlyTheDatabaseKnowsAltersWhateverItBecomes() {
        // Given
        scene.post("p1");
        Predicate words =
                new Predicate.Related(
                        BlogSchema.model("Post").relation("comments").orElseThrow(),
                        new Predicate.Search(
                                BlogSchema.model("Comment").field("content").orElseThrow(),
                                "english",
                                "run"));
        Observation observation = alterations("Post", words);

        // When
        scene.comment("c1", "walks", "p1");
        scene.probe.edit(patch("Comment", "c1", "content", "runs"));

        // Then
        assertThat(follow(observation)).hasSize(2);
    }

    @Test
    void noChangeOfAnAnswerIsMissed() {
        int altered = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            altered += new RandomRun(seed).altered();
        }
        assertThat(altered).isGreaterThan(SEEDS);
    }

    /// A scene that is edited at random, with the answer to one query after each edit.
    private static final class RandomRun {
        private final RelatedScene scene = new RelatedScene();
        private final long seed;

        RandomRun(long seed) {
            this.seed = seed;
        }

        /// How many edits altered the answer; fails when one of them was not seen.
        int altered() {
            Random random = new Random(seed);
            String model = List.of("Blog", "Post", "Comment").get(random.nextInt(3));
            String json = RelatedScene.filter(model, random);
            Predicate predicate = RelatedScene.predicate(model, json);
            Observation observation = alterations(scene, model, predicate);
            Map<ItemKey, StoredItem> answer = scene.matching(model, predicate);
            int altered = 0;
            for (int round = 0; round < 60; round++) {
                scene.change(random);
                Map<ItemKey, StoredItem> next = scene.matching(model, predicate);
                List<ObservedChange> seen = follow(observation);
                if (!next.equals(answer)) {
                    altered++;
                    assertThat(seen).as("%s, seed %d, %d", json, seed, round).isNotEmpty();
                }
                answer = next;
            }
            return altered;
        }
    }

    private Observation alterations(String model, String json) {
        return alterations(model, RelatedScene.predicate(model, json));
    }

    private Observation alterations(String model, Predicate predicate) {
        return alterations(scene, model, predicate);
    }

    private static Observation alterations(RelatedScene scene, String model, Predicate predicate) {
        return scene.observations.alterations(model, predicate).toCompletableFuture().join();
    }

    private static Edit patch(String model, String id, String field, String value) {
        return StoreProbe.patch(RelatedScene.key(model, id), field, value);
    }

    private static List<ObservedChange> follow(Observation observation) {
        List<ObservedChange> seen = new ArrayList<>();
        while (true) {
            switch (observation.next().toCompletableFuture().join()) {
                case Observation.Step.Advanced(List<ObservedChange> changes) ->
                        seen.addAll(changes);
                case Observation.Step.CaughtUp _ -> {
                    return seen;
                }
                case Observation.Step.Lost lost -> throw new AssertionError(lost);
            }
        }
    }
}
