package dev.outrigger.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outrigger.json.Json;
import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Relation;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.predicate.PredicateEvaluator;
import dev.outrigger.predicate.PredicateReader;
import dev.outrigger.predicate.PredicateReading;
import dev.outrigger.predicate.RelatedItems;
import dev.outrigger.predicate.Relations;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.testing.BlogSchema;
import dev.outrigger.testing.InMemoryReplicaStore;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;

/// Observations whose predicate follows relations.
class RelatedObservationsTest {
    private static final String COMMENTED = "{\"comments\": {\"content\": {\"eq\": \"yes\"}}}";

    private final InMemoryReplicaStore store =
            new InMemoryReplicaStore(BlogSchema.SCHEMA, () -> Instant.EPOCH);
    private final StoreProbe probe = new StoreProbe(store);
    private final Observations observations = new Observations(BlogSchema.SCHEMA, store);

    @Test
    void AC147_aChangeOfAChildBringsItsParentInAndOut() {
        // Given
        post("p1");
        Observation observation = opened("Post", COMMENTED, null);

        // When
        comment("c1", "no", "p1");
        comment("c2", "yes", "p1");
        probe.edit(StoreProbe.patch(key("Post", "p1"), "title", "U"));
        probe.edit(StoreProbe.patch(key("Comment", "c1"), "content", "yes"));
        probe.edit(StoreProbe.patch(key("Comment", "c2"), "content", "no"));
        probe.edit(StoreProbe.delete(key("Comment", "c1")));

        // Then
        assertThat(told(observation)).containsExactly("3 INSERT p1", "4 UPDATE p1", "7 DELETE p1");
    }

    @Test
    void AC147_aChangeOfAParentBringsItsChildrenInAndOut() {
        // Given
        post("p1");
        comment("c1", "x", "p1");
        comment("c2", "x", "p1");
        Observation observation =
                opened("Comment", "{\"post\": {\"title\": {\"eq\": \"U\"}}}", null);

        // When
        probe.edit(StoreProbe.patch(key("Post", "p1"), "title", "U"));
        probe.edit(StoreProbe.patch(key("Post", "p1"), "rating", 3));
        probe.edit(StoreProbe.patch(key("Post", "p1"), "title", "T"));

        // Then
        assertThat(told(observation))
                .containsExactly("3 INSERT c1", "4 INSERT c2", "5 DELETE c1", "6 DELETE c2");
    }

    @Test
    void AC147_aChildThatMovesTakesItsMatchAlong() {
        // Given
        post("p1");
        post("p2");
        comment("c1", "yes", "p1");
        Observation observation = opened("Post", COMMENTED, null);

        // When
        probe.edit(StoreProbe.patch(key("Comment", "c1"), "postID", "p2"));

        // Then
        assertThat(told(observation)).containsExactly("3 DELETE p1", "4 INSERT p2");
    }

    @Test
    void AC153_whoIsCutOffAmongTheChangesOfOneIsToldAllOfThemAgain() {
        // Given
        post("p1");
        comment("c1", "x", "p1");
        comment("c2", "x", "p1");
        probe.edit(StoreProbe.patch(key("Post", "p1"), "title", "U"));
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
        post("p1");
        Observation observation = opened("Post", COMMENTED, null);

        // When
        StoreProbe.await(
                store.editAll(
                        List.of(
                                StoreProbe.create(aComment("c1", "yes", "p1")),
                                StoreProbe.create(aComment("c2", "yes", "p1")))));

        // Then
        assertThat(told(observation)).containsExactly("2 INSERT p1");
        probe.edit(StoreProbe.delete(key("Comment", "c1")));
        probe.edit(StoreProbe.delete(key("Comment", "c2")));
        assertThat(told(observation)).containsExactly("5 DELETE p1");
    }

    @Test
    void aChangeThatMovesTooManyEndsTheObservation() {
        // Given
        post("p1");
        List<Edit> comments = new ArrayList<>();
        for (int number = 0; number <= RelatedSight.LIMIT; number++) {
            comments.add(StoreProbe.create(aComment("c" + number, "x", "p1")));
        }
        StoreProbe.await(store.editAll(comments));
        Observation observation =
                opened("Comment", "{\"post\": {\"title\": {\"eq\": \"U\"}}}", null);

        // When
        probe.edit(StoreProbe.patch(key("Post", "p1"), "title", "U"));

        // Then
        assertThatThrownBy(() -> observation.next().toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(RelatedTooMany.class);
    }

    @Test
    void itGoesBackAsFarAsLaterChangesAreHeldInMemory() {
        // Given
        post("p1");
        for (int number = 0; number <= Observations.RELATED_REACH; number++) {
            probe.edit(StoreProbe.patch(key("Post", "p1"), "rating", number));
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
        String json = filter(model, random);
        Predicate predicate = predicate(model, json);
        Observation live = opened(model, json, null);
        List<ObservedChange> toldLive = new ArrayList<>();

        // When
        for (int round = 0; round < 60; round++) {
            change(random);
            if (random.nextInt(3) == 0) {
                toldLive.addAll(follow(live));
            }
        }
        toldLive.addAll(follow(live));

        // Then
        assertThat(texts(toldLive)).as(json).isEqualTo(texts(follow(opened(model, json, 0L))));
        assertThat(found(toldLive)).as(json).isEqualTo(matching(model, predicate));
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

    /// As the log has it: independent of how observations read.
    private Set<ItemKey> matching(String model, Predicate predicate) {
        Map<ItemKey, StoredItem> items = new HashMap<>();
        for (LoggedChange each : probe.changes()) {
            if (each.change().kind() == ItemChange.Kind.DELETE) {
                items.remove(each.change().key());
            } else {
                items.put(each.change().key(), each.change().after());
            }
        }
        RelatedItems related =
                (item, relation) ->
                        items.values().stream()
                                .map(StoredItem::item)
                                .filter(other -> other.model().equals(relation.target()))
                                .filter(other -> joins(item.fields(), other.fields(), relation))
                                .toList();
        Set<ItemKey> found = new HashSet<>();
        items.values().stream()
                .filter(stored -> stored.key().model().equals(model))
                .filter(stored -> PredicateEvaluator.matches(predicate, stored.item(), related))
                .forEach(stored -> found.add(stored.key()));
        return found;
    }

    private static boolean joins(
            Map<String, @Nullable Object> one, Map<String, @Nullable Object> other, Relation by) {
        for (int index = 0; index < by.localFields().size(); index++) {
            Object value = one.get(by.localFields().get(index));
            if (value == null || !Objects.equals(value, other.get(by.targetFields().get(index)))) {
                return false;
            }
        }
        return true;
    }

    private static String filter(String model, Random random) {
        List<String> filters =
                switch (model) {
                    case "Blog" ->
                            List.of(
                                    "{\"posts\": {\"title\": {\"eq\": \"t1\"}}}",
                                    "{\"posts\": {\"comments\": {\"content\": {\"eq\": \"t1\"}}}}",
                                    "{\"not\": {\"posts\": {\"comments\": {}}}}");
                    case "Post" ->
                            List.of(
                                    "{\"or\": [{\"title\": {\"eq\": \"t0\"}},"
                                            + " {\"comments\": {\"content\": {\"eq\": \"t1\"}}}]}",
                                    "{\"blog\": {\"name\": {\"eq\": \"t1\"}},"
                                            + " \"comments\": {}}",
                                    "{\"blog\": {\"posts\": {\"title\": {\"eq\": \"t2\"}}}}");
                    default ->
                            List.of(
                                    "{\"post\": {\"title\": {\"ne\": \"t1\"}}}",
                                    "{\"post\": {\"blog\": {\"name\": {\"eq\": \"t1\"}}}}",
                                    "{\"not\": {\"post\": {\"comments\": {\"content\":"
                                            + " {\"eq\": \"t0\"}}}}}");
                };
        return filters.get(random.nextInt(filters.size()));
    }

    /// One edit, or a few in one transaction, of a few items that hang together.
    private void change(Random random) {
        List<Edit> edits = new ArrayList<>();
        Set<String> chosen = new TreeSet<>();
        int count = 1 + random.nextInt(3);
        while (edits.size() < count) {
            Edit edit = edit(random);
            if (chosen.add(edit.key().toString())) {
                edits.add(edit);
            }
        }
        if (edits.size() == 1) {
            probe.edit(edits.getFirst());
        } else {
            StoreProbe.await(store.editAll(edits));
        }
    }

    private Edit edit(Random random) {
        String id = "i" + random.nextInt(4);
        String text = "t" + random.nextInt(3);
        String parent = "i" + random.nextInt(3);
        String model = List.of("Blog", "Post", "Comment").get(random.nextInt(3));
        boolean there = probe.get(key(model, id)).isPresent();
        if (there && random.nextInt(4) == 0) {
            return StoreProbe.delete(key(model, id));
        }
        return switch (model) {
            case "Blog" ->
                    there
                            ? StoreProbe.patch(key(model, id), "name", text)
                            : StoreProbe.create(BlogSchema.item(model, "id", id, "name", text));
            case "Post" ->
                    there
                            ? StoreProbe.patch(key(model, id), "title", text)
                            : StoreProbe.create(
                                    BlogSchema.item(
                                            model, "id", id, "title", text, "blogID", parent));
            default ->
                    there
                            ? StoreProbe.patch(key(model, id), "content", text, "postID", parent)
                            : StoreProbe.create(aComment(id, text, parent));
        };
    }

    private void post(String id) {
        probe.create("Post", "id", id, "title", "T");
    }

    private void comment(String id, String content, String post) {
        probe.edit(StoreProbe.create(aComment(id, content, post)));
    }

    private static Item aComment(String id, String content, String post) {
        return BlogSchema.item("Comment", "id", id, "content", content, "postID", post);
    }

    private static ItemKey key(String model, String id) {
        return new ItemKey(model, List.of(id));
    }

    private static Predicate predicate(String model, String json) {
        return switch (new PredicateReader(BlogSchema.SCHEMA)
                .read(BlogSchema.model(model), Json.readObject(json), Relations.ALLOWED)) {
            case PredicateReading.Valid(Predicate predicate) -> predicate;
            case PredicateReading.Invalid invalid -> throw new AssertionError(invalid);
        };
    }

    private Observations.Opening observe(String model, String json, @Nullable Long since) {
        Selection selection = new Selection(model, null, predicate(model, json));
        return observations.observe(selection, since).toCompletableFuture().join();
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
