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
    private final World world;
    private final List<Saved> saved = new ArrayList<>();
    private final Map<String, Integer> marks = new HashMap<>();
    private int counter;

    SimulatedUsers(Schema schema, World world) {
        this.schema = schema;
        this.world = world;
    }

    List<Saved> saved() {
        return saved;
    }

    void act(SimulatedDevice device) {
        List<Item> visible =
                device.store().everything().stream()
                        .filter(Knowledge::visible)
                        .map(known -> known.stored().item())
                        .toList();
        double choice = world.random().nextDouble();
        if (visible.isEmpty() || choice < 0.3) {
            createPost(device);
        } else if (choice < 0.45) {
            createComment(device, pick(visible));
        } else if (choice < 0.9) {
            update(device, pick(visible));
        } else {
            Item item = pick(visible);
            save(device, new Edit.Delete(item.key(), Guard.none()), Map.of());
        }
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
    private void update(SimulatedDevice device, Item item) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (item.model().equals("Comment")) {
            fields.put("content", value(device));
        } else if (world.happens(0.5)) {
            fields.put("title", value(device));
        } else if (world.happens(0.5)) {
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

    private Item pick(List<Item> items) {
        return items.get(world.random().nextInt(items.size()));
    }
}
