package dev.outrigger.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outrigger.model.ItemKey;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.sync.edit.Edit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;

/// Observations whose predicate follows relations.
class RelatedObservationsTest {
    private static final String COMMENTED = "{\"comments\": {\"content\": {\"eq\": \"yes\"}}}";

    private final RelatedScene scene = new RelatedScene();
    private final StoreProbe probe = scene.probe;

    @Test
    void AC147_aChangeOfAChildBringsItsParentInAndOut() {
        // Given
        scene.post("p1");
        Observation observation = opened("Post", COMMENTED, null);

        // When
        scene.comment("c1", "no", "p1");
        scene.comment("c2", "yes", "p1");
        probe.edit(StoreProbe.patch(RelatedScene.key("Post", "p1"), "title", "U"));
        probe.edit(StoreProbe.patch(RelatedScene.key("Comment", "c1"), "content", "yes"));
        probe.edit(StoreProbe.patch(RelatedScene.key("Comment", "c2"), "content", "no"));
        probe.edit(StoreProbe.delete(RelatedScene.key("Comment", "c1")));

        // Then
        assertThat(told(observation)).containsExactly("3 INSERT p1", "4 UPDATE p1", "7 DELETE p1");
    }

    @Test
    void AC147_aChangeOfAParentBringsItsChildrenInAndOut() {
        // Given
        scene.post("p1");
        scene.comment("c1", "x", "p1");
        scene.comment("c2", "x", "p1");
        Observation observation =
                opened("Comment", "{\"post\": {\"title\": {\"eq\": \"U\"}}}", null);

        // When
        probe.edit(StoreProbe.patch(RelatedScene.key("Post", "p1"), "title", "U"));
        probe.edit(StoreProbe.patch(RelatedScene.key("Post", "p1"), "rating", 3));
        probe.edit(StoreProbe.patch(RelatedScene.key("Post", "p1"), "title", "T"));

        // Then
        assertThat(told(observation))
                .containsExactly("3 INSERT c1", "4 INSERT c2", "5 DELETE c1", "6 DELETE c2");
    }

    @Test
    void AC147_aChildThatMovesTakesItsMatchAlong() {
        // Given
        scene.post("p1");
        scene.post("p2");
        scene.comment("c1", "yes", "p1");
        Observation observation = opened("Post", COMMENTED, null);

        // When
        probe.edit(StoreProbe.patch(RelatedScene.key("Comment", "c1"), "postID", "p2"));

        // Then
        assertThat(told(observation)).containsExactly("3 DELETE p1", "4 INSERT p2");
    }

    @Test
    void AC153_whoIsCutOffAmongTheChangesOfOneIsToldAllOfThemAgain() {
        // Given
        scene.post("p1");
        scene.comment("c1", "x", "p1");
        scene.comment("c2", "x", "p1");
        probe.edit(StoreProbe.patch(RelatedScene.key("Post", "p1"), "title", "U"));
        String filter = "{\"post\": {\"title\": {\"eq\": \"U\"}}}";

        // When
        List<String> all = told(opened("Comment", filter, 3L));
        List<String> afterTheFirst = told(opened("Comment", filter, 3L));
        List<String> afterTheLast = told(opened("Comment", filter, 4L));

        // Then
        assertThat(all).containsExactly("3 INSERT c1", "4 INSERT c2");
        assertThat(afterTheFirst).isEqualTo(all);
        assertThat(afterTheLast).isEmpty();
    }

    @Test
    void childrenThatComeTogetherBringTheirParentInOnce() {
        // Given
        scene.post("p1");
        Observation observation = opened("Post", COMMENTED, null);

        // When
        StoreProbe.await(
                scene.store.editAll(
                        List.of(
                                StoreProbe.create(RelatedScene.aComment("c1", "yes", "p1")),
                                StoreProbe.create(RelatedScene.aComment("c2", "yes", "p1")))));

        // Then
        assertThat(told(observation)).containsExactly("2 INSERT p1");
        probe.edit(StoreProbe.delete(RelatedScene.key("Comment", "c1")));
        probe.edit(StoreProbe.delete(RelatedScene.key("Comment", "c2")));
        assertThat(told(observation)).containsExactly("5 DELETE p1");
    }

    @Test
    void aChangeThatMovesTooManyEndsTheObservation() {
        // Given
        scene.post("p1");
        List<Edit> comments = new ArrayList<>();
        for (int number = 0; number <= RelatedSight.LIMIT; number++) {
            comments.add(StoreProbe.create(RelatedScene.aComment("c" + number, "x", "p1")));
        }
        StoreProbe.await(scene.store.editAll(comments));
        Observation observation =
                opened("Comment", "{\"post\": {\"title\": {\"eq\": \"U\"}}}", null);

        // When
        probe.edit(StoreProbe.patch(RelatedScene.key("Post", "p1"), "title", "U"));

        // Then
        assertThatThrownBy(() -> observation.next().toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(RelatedTooMany.class);
    }

    @Test
    void itGoesBackAsFarAsLaterChangesAreHeldInMemory() {
        // Given
        scene.post("p1");
        for (int number = 0; number <= Observations.RELATED_REACH; number++) {
            probe.edit(StoreProbe.patch(RelatedScene.key("Post", "p1"), "rating", number));
        }

        // Then
        assertThat(observe("Post", COMMENTED, 1L)).isEqualTo(new Observations.Opening.TooOld(3));
        assertThat(observe("Post", COMMENTED, 2L)).isInstanceOf(Observations.Opening.Opened.class);
        assertThat(observe("Post", "{}", 1L)).isInstanceOf(Observations.Opening.Opened.class);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatIsToldAddsUpToWhatMatchesWhereverOneResumes(long seed) {
        // Given
        Random random = new Random(seed);
        String model = List.of("Blog", "Post", "Comment").get(random.nextInt(3));
        String json = RelatedScene.filter(model, random);
        Predicate predicate = RelatedScene.predicate(model, json);
        Observation live = opened(model, json, null);
        List<ObservedChange> toldLive = new ArrayList<>();

        // When
        for (int round = 0; round < 60; round++) {
            scene.change(random);
            if (random.nextInt(3) == 0) {
                toldLive.addAll(follow(live));
            }
        }
        toldLive.addAll(follow(live));

        // Then
        assertThat(texts(toldLive)).as(json).isEqualTo(texts(follow(opened(model, json, 0L))));
        assertThat(found(toldLive)).as(json).isEqualTo(scene.matching(model, predicate).keySet());
        long middle = probe.changes().size() / 2;
        List<String> later =
                texts(toldLive.stream().filter(each -> each.logged().seq() > middle).toList());
        assertThat(texts(follow(opened(model, json, middle)))).as(json).isEqualTo(later);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 40);
    }

    /// What a client holds that takes each change as it comes: nothing comes in twice, or goes that
    /// was not there.
    private static Set<ItemKey> found(List<ObservedChange> told) {
        Set<ItemKey> held = new HashSet<>();
        for (ObservedChange each : told) {
            switch (each.kind()) {
                case INSERT -> assertThat(held.add(each.item().key())).isTrue();
                case UPDATE -> assertThat(held).contains(each.item().key());
                case DELETE -> assertThat(held.remove(each.item().key())).isTrue();
            }
        }
        return held;
    }

    private Observations.Opening observe(String model, String json, @Nullable Long since) {
        Selection selection = new Selection(model, null, RelatedScene.predicate(model, json));
        return scene.observations.observe(selection, since).toCompletableFuture().join();
    }

    private Observation opened(String model, String json, @Nullable Long since) {
        return ((Observations.Opening.Opened) observe(model, json, since)).observation();
    }

    private static List<String> told(Observation observation) {
        return texts(follow(observation));
    }

    private static List<String> texts(List<ObservedChange> changes) {
        return changes.stream()
                .map(
                        each ->
                                each.seq()
                                        + " "
                                        + each.kind()
                                        + " "
                                        + each.item().key().values().getFirst())
                .toList();
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
