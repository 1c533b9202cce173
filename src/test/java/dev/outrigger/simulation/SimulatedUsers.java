package dev.outrigger.simulation;

import dev.outrigger.model.Field;
import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.ItemReader;
import dev.outrigger.model.Model;
import dev.outrigger.model.Scalar;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.sync.edit.Guard;
import dev.outrigger.sync.resolution.Strategies;
import dev.outrigger.sync.resolution.Strategy;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/// The people at the devices: they create, change and delete, and note what they were told is
/// saved.
final class SimulatedUsers {
    /// An edit that a device accepted.
    ///
    /// @param fields what it set; empty for a delete
    record Saved(String device, Edit edit, Map<String, @Nullable Object> fields) {
        ItemKey key() {
            return edit.key();
        }

        boolean deletes() {
            return edit instanceof Edit.Delete;
        }
    }

    private static final double UNDELETES = 0.06;

    /// See [Release].
    private static final Set<String> CHANGING =
            Set.of("note", "subtitle", "likes", "kind", "author");

    private final boolean adding;
    private boolean forgetful;
    private final List<Saved> saved = new ArrayList<>();
    private final Map<ItemKey, String> makers = new HashMap<>();
    private final Map<String, Integer> marks = new HashMap<>();
    private int counter;

    /// @param conflicts where devices merge, people add to lists and numbers; elsewhere they
    ///     replace them
    SimulatedUsers(Strategies conflicts) {
        this.adding = conflicts.of("Post") instanceof Strategy.Merge;
    }

    List<Saved> saved() {
        return saved;
    }

    /// A clear discarded this many mutations. Which saves were among them is not known from
    /// outside, so none of the device is expected any more, unless there were none.
    void cleared(SimulatedDevice device, long mutations) {
        if (mutations > 0) {
            forgetful = true;
            saved.removeIf(each -> each.device().equals(device.name()));
        }
    }

    /// The device on which an item was made.
    String maker(ItemKey key) {
        return makers.get(key);
    }

    /// True when people add to what they see.
    boolean adding() {
        return adding;
    }

    /// True when saves were taken back that nobody can count any more.
    boolean forgetful() {
        return forgetful;
    }

    void act(SimulatedDevice device, Random random) {
        List<Item> visible = visible(device);
        double choice = random.nextDouble();
        List<ItemKey> deleted = choice < UNDELETES ? deleted(device) : List.of();
        if (!deleted.isEmpty()) {
            undelete(device, deleted.get(random.nextInt(deleted.size())), random);
        } else if (visible.isEmpty() || choice < 0.3) {
            createPost(device);
        } else if (choice < 0.45) {
            createComment(device, pick(visible, random));
        } else if (choice < 0.9) {
            update(device, pick(visible, random), random);
        } else {
            Item item = pick(visible, random);
            delete(device, item.key());
        }
    }

    /// Everybody edits what the first of them sees.
    void editEverywhere(List<SimulatedDevice> devices, Random random) {
        List<Item> visible = devices.isEmpty() ? List.of() : visible(devices.getFirst());
        if (visible.isEmpty()) {
            return;
        }
        ItemKey contested = pick(visible, random).key();
        for (SimulatedDevice device : devices) {
            for (Item item : visible(device)) {
                if (item.key().equals(contested)) {
                    update(device, item, random);
                }
            }
        }
    }

    private static List<ItemKey> deleted(SimulatedDevice device) {
        return device.store().everything().stream()
                .filter(known -> known.stored() != null && !known.visible())
                .map(Knowledge::key)
                .toList();
    }

    private void undelete(SimulatedDevice device, ItemKey key, Random random) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (random.nextBoolean()) {
            fields.put(key.model().equals("Post") ? "title" : "content", value(device));
        }
        save(device, new Edit.Undelete(key, fields), fields);
    }

    private static List<Item> visible(SimulatedDevice device) {
        return device.store().everything().stream()
                .filter(Knowledge::visible)
                .map(known -> known.stored().item())
                .toList();
    }

    private void createPost(SimulatedDevice device) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", "p" + counter++);
        fields.put("title", value(device));
        fields.put("status", "ACTIVE");
        fields.put("rating", 0);
        fields.put("tags", List.of("made-" + counter));
        create(device, "Post", fields);
    }

    private void createComment(SimulatedDevice device, Item near) {
        if (device.schema().model("Comment").isEmpty()) {
            createPost(device);
            return;
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", "c" + counter++);
        fields.put("content", value(device));
        fields.put("postID", near.model().equals("Post") ? near.value("id") : near.value("postID"));
        create(device, "Comment", fields);
    }

    private void create(SimulatedDevice device, String name, Map<String, @Nullable Object> fields) {
        Model model = device.schema().required(name);
        for (Field field : model.fields()) {
            boolean demanded = field.required() && field.defaultValue() == null;
            if (demanded && !ItemReader.mayBeLeftOut(model, field)) {
                fields.computeIfAbsent(field.name(), _ -> value(device));
            }
        }
        Item item = Item.of(model, fields);
        Map<String, @Nullable Object> sent = new LinkedHashMap<>(fields);
        sent.remove("id");
        save(device, new Edit.Create(item, fields.keySet()), sent);
    }

    /// Sets text fields to values that nobody else writes, and a list once to a mark of its own, so
    /// that a mutation that was carried out twice shows; or adds to what is seen.
    private void update(SimulatedDevice device, Item item, Random random) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        List<Field> changing = changing(device, item);
        if (!changing.isEmpty() && random.nextBoolean()) {
            Field field = changing.get(random.nextInt(changing.size()));
            fields.put(field.name(), field.type() == Scalar.INT ? counter++ : value(device));
        } else if (item.model().equals("Comment")) {
            fields.put("content", value(device));
        } else if (random.nextBoolean()) {
            fields.put("title", value(device));
        } else if (random.nextBoolean()) {
            fields.put("rating", adding ? next(item) : counter++);
        } else if (adding) {
            fields.put("tags", added(item, value(device)));
        } else if (marks.putIfAbsent(device.name() + item.key(), counter) == null) {
            fields.put("tags", List.of(value(device)));
        }
        if (!fields.isEmpty()) {
            save(device, new Edit.Patch(item.key(), fields, Guard.none()), fields);
        }
    }

    /// Fields that a release brings, changes or takes away.
    private static List<Field> changing(SimulatedDevice device, Item item) {
        return device.schema().required(item.model()).fields().stream()
                .filter(field -> CHANGING.contains(field.name()))
                .toList();
    }

    /// One more than what is seen.
    private static int next(Item item) {
        return (Integer) Objects.requireNonNull(item.value("rating")) + 1;
    }

    private static List<Object> added(Item item, String mark) {
        List<Object> tags = new ArrayList<>();
        if (item.value("tags") instanceof List<?> seen) {
            tags.addAll(seen);
        }
        tags.add(mark);
        return tags;
    }

    /// What hangs below the item goes with it.
    private void delete(SimulatedDevice device, ItemKey key) {
        Set<ItemKey> gone = keys(visible(device));
        save(device, new Edit.Delete(key, Guard.none()), Map.of());
        gone.removeAll(keys(visible(device)));
        gone.remove(key);
        for (ItemKey below : gone) {
            saved.add(new Saved(device.name(), new Edit.Delete(below, Guard.none()), Map.of()));
        }
    }

    private static Set<ItemKey> keys(List<Item> items) {
        return items.stream().map(Item::key).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void save(SimulatedDevice device, Edit edit, Map<String, @Nullable Object> fields) {
        EditOutcome outcome = device.store().edit(edit).toCompletableFuture().getNow(null);
        if (!(outcome instanceof EditOutcome.Refused)) {
            makers.putIfAbsent(edit.key(), device.name());
            saved.add(new Saved(device.name(), edit, fields));
        }
    }

    private String value(SimulatedDevice device) {
        return device.name() + "-" + counter++;
    }

    private static Item pick(List<Item> items, Random random) {
        return items.get(random.nextInt(items.size()));
    }
}
