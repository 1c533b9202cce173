package dev.outrigger.simulation;

import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.sync.edit.Guard;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

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
    }

    private final Schema schema;
    private final List<Saved> saved = new ArrayList<>();
    private final Map<String, Integer> marks = new HashMap<>();
    private int counter;

    SimulatedUsers(Schema schema) {
        this.schema = schema;
    }

    List<Saved> saved() {
        return saved;
    }

    /// A clear discarded this many mutations. Which saves were among them is not known from
    /// outside, so none of the device is expected any more, unless there were none.
    void cleared(SimulatedDevice device, long mutations) {
        if (mutations > 0) {
            saved.removeIf(each -> each.device().equals(device.name()));
        }
    }

    void act(SimulatedDevice device, Random random) {
        List<Item> visible = visible(device);
        double choice = random.nextDouble();
        if (visible.isEmpty() || choice < 0.3) {
            createPost(device);
        } else if (choice < 0.45) {
            createComment(device, pick(visible, random));
        } else if (choice < 0.9) {
            update(device, pick(visible, random), random);
        } else {
            Item item = pick(visible, random);
            save(device, new Edit.Delete(item.key(), Guard.none()), Map.of());
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
        fields.put("tags", List.of("made-" + counter));
        create(device, "Post", fields);
    }

    private void createComment(SimulatedDevice device, Item near) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", "c" + counter++);
        fields.put("content", value(device));
        fields.put("postID", near.model().equals("Post") ? near.value("id") : near.value("postID"));
        create(device, "Comment", fields);
    }

    private void create(SimulatedDevice device, String name, Map<String, @Nullable Object> fields) {
        Model model = schema.required(name);
        Item item = Item.of(model, fields);
        Map<String, @Nullable Object> sent = new LinkedHashMap<>(fields);
        sent.remove("id");
        save(device, new Edit.Create(item, fields.keySet()), sent);
    }

    /// Sets text fields to values that nobody else writes, and a list once to a mark of its own, so
    /// that a mutation that was carried out twice shows.
    private void update(SimulatedDevice device, Item item, Random random) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (item.model().equals("Comment")) {
            fields.put("content", value(device));
        } else if (random.nextBoolean()) {
            fields.put("title", value(device));
        } else if (random.nextBoolean()) {
            fields.put("rating", counter++);
        } else if (marks.putIfAbsent(device.name() + item.key(), counter) == null) {
            fields.put("tags", List.of(value(device)));
        }
        if (!fields.isEmpty()) {
            save(device, new Edit.Patch(item.key(), fields, Guard.none()), fields);
        }
    }

    private void save(SimulatedDevice device, Edit edit, Map<String, @Nullable Object> fields) {
        EditOutcome outcome = device.store().edit(edit).toCompletableFuture().getNow(null);
        if (!(outcome instanceof EditOutcome.Refused)) {
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
