package dev.outrigger.store;

import dev.outrigger.model.Field;
import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.postgres.Column;
import dev.outrigger.postgres.ModelTable;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.edit.Cascading;
import dev.outrigger.sync.edit.Descent;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Finds what is deleted along with items: the live items on the other side of their has-one and
/// has-many relations, and of theirs.
///
/// The database is asked once per relation and generation, for all items of one transaction that
/// are to be deleted; what the transaction itself changed is found in the overlay.
final class Descendants {
    private final ReplicaTables tables;
    private final Overlay overlay;
    private final Loading loading;
    private final Map<Lookup, Set<ItemKey>> stored = new HashMap<>();

    Descendants(ReplicaTables tables, Overlay overlay, Loading loading) {
        this.tables = tables;
        this.overlay = overlay;
        this.loading = loading;
    }

    /// The items of a model that have these values in these fields.
    private record Lookup(String model, List<String> fields, List<Object> values) {}

    /// Reads what the deletions of these items will ask for, generation by generation. What would
    /// keep an item is read when it is asked for.
    void prepare(Collection<ItemKey> roots, Cascading cascading) throws SQLException {
        Set<ItemKey> seen = new HashSet<>(roots);
        Collection<ItemKey> generation = roots;
        while (!generation.isEmpty()) {
            Set<ItemKey> next = new LinkedHashSet<>();
            for (Lookup lookup : read(lookups(generation, cascading))) {
                stored.getOrDefault(lookup, Set.of()).stream().filter(seen::add).forEach(next::add);
            }
            generation = next;
        }
    }

    /// What is deleted along with a live item.
    Descent.Result below(ItemKey root, Cascading cascading) throws SQLException {
        return new Descent(tables.schema(), cascading).below(root, this::children);
    }

    private Collection<ItemKey> children(ItemKey key, Relation relation) throws SQLException {
        StoredItem current = overlay.knowledge(key).stored();
        Lookup lookup =
                current == null || !current.live() ? null : lookup(relation, current.item());
        if (lookup == null) {
            return List.of();
        }
        read(List.of(lookup));
        Set<ItemKey> candidates = new LinkedHashSet<>(stored.getOrDefault(lookup, Set.of()));
        candidates.addAll(overlay.putLive(lookup.model()));
        return candidates.stream().filter(each -> answers(each, lookup)).toList();
    }

    private boolean answers(ItemKey key, Lookup lookup) {
        StoredItem current = overlay.knowledge(key).stored();
        return current != null
                && current.live()
                && lookup.values().equals(values(current.item(), lookup.fields()));
    }

    private List<Lookup> lookups(Collection<ItemKey> keys, Cascading cascading) {
        List<Lookup> lookups = new ArrayList<>();
        for (ItemKey key : keys) {
            StoredItem current = overlay.knowledge(key).stored();
            if (current != null && current.live()) {
                Model model = tables.schema().required(key.model());
                model.relations().stream()
                        .filter(relation -> cascading.of(model, relation).takesAlong())
                        .map(relation -> lookup(relation, current.item()))
                        .filter(Objects::nonNull)
                        .forEach(lookups::add);
            }
        }
        return lookups;
    }

    private static @Nullable Lookup lookup(Relation relation, Item item) {
        List<Object> values = values(item, relation.localFields());
        return values.contains(null)
                ? null
                : new Lookup(relation.target(), relation.targetFields(), values);
    }

    private static List<Object> values(Item item, List<String> fields) {
        List<Object> values = new ArrayList<>(fields.size());
        fields.forEach(field -> values.add(item.value(field)));
        return values;
    }

    /// Asks the database for those that were not asked yet, and answers all of them.
    private List<Lookup> read(List<Lookup> lookups) throws SQLException {
        Map<List<Object>, List<Lookup>> asked = new LinkedHashMap<>();
        for (Lookup lookup : lookups) {
            if (!stored.containsKey(lookup)) {
                stored.put(lookup, new LinkedHashSet<>());
                asked.computeIfAbsent(
                                List.of(lookup.model(), lookup.fields()), _ -> new ArrayList<>())
                        .add(lookup);
            }
        }
        for (List<Lookup> alike : asked.values()) {
            readAlike(alike);
        }
        return lookups;
    }

    private void readAlike(List<Lookup> lookups) throws SQLException {
        Lookup any = lookups.getFirst();
        Model model = tables.schema().required(any.model());
        List<Column> columns =
                any.fields().stream()
                        .map(name -> model.field(name).orElseThrow())
                        .map((Field field) -> ModelTable.columnOf(field))
                        .toList();
        List<List<Object>> tuples = lookups.stream().map(Lookup::values).toList();
        for (ItemKey key : loading.loadBy(model.name(), columns, tuples)) {
            // What the overlay knows better is compared with the overlay's values, by `answers`.
            StoredItem before = overlay.before(key).stored();
            if (before != null) {
                List<Object> values = values(before.item(), any.fields());
                stored.computeIfAbsent(
                                new Lookup(any.model(), any.fields(), values),
                                _ -> new LinkedHashSet<>())
                        .add(key);
            }
        }
    }
}
