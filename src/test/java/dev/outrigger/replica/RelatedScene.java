package dev.outrigger.replica;

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

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/// A replica of blogs, posts and comments that is edited at random, and what a filter finds in it,
/// which is told from its log alone.
final class RelatedScene {
    final InMemoryReplicaStore store =
            new InMemoryReplicaStore(BlogSchema.SCHEMA, () -> Instant.EPOCH);
    final StoreProbe probe = new StoreProbe(store);
    final Observations observations = new Observations(BlogSchema.SCHEMA, store);

    /// As the log has it: independent of how observations read.
    Map<ItemKey, StoredItem> matching(String model, Predicate predicate) {
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
        Map<ItemKey, StoredItem> found = new HashMap<>();
        items.values().stream()
                .filter(stored -> stored.key().model().equals(model))
                .filter(stored -> PredicateEvaluator.matches(predicate, stored.item(), related))
                .forEach(stored -> found.put(stored.key(), stored));
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

    static String filter(String model, Random random) {
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
    void change(Random random) {
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

    void post(String id) {
        probe.create("Post", "id", id, "title", "T");
    }

    void comment(String id, String content, String post) {
        probe.edit(StoreProbe.create(aComment(id, content, post)));
    }

    static Item aComment(String id, String content, String post) {
        return BlogSchema.item("Comment", "id", id, "content", content, "postID", post);
    }

    static ItemKey key(String model, String id) {
        return new ItemKey(model, List.of(id));
    }

    static Predicate predicate(String model, String json) {
        return switch (new PredicateReader(BlogSchema.SCHEMA)
                .read(BlogSchema.model(model), Json.readObject(json), Relations.ALLOWED)) {
            case PredicateReading.Valid(Predicate predicate) -> predicate;
            case PredicateReading.Invalid invalid -> throw new AssertionError(invalid);
        };
    }
}
