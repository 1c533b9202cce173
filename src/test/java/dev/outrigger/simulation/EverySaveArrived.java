package dev.outrigger.simulation;

import dev.outrigger.conflict.VersionedItem;
import dev.outrigger.contract.Mutation;
import dev.outrigger.model.ItemKey;
import dev.outrigger.replica.StrandedMutation;
import dev.outrigger.simulation.Checkers.Violation;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.resolution.RecordedConflict;
import dev.outrigger.sync.resolution.RecordedConflict.Outcome;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// I4: every save that was answered reached the backend, as itself or within a later one of the
/// same device, unless its item was deleted or given up, or its device has noted the conflict in
/// which something else took its place.
///
/// I16: where a release made it unsayable, its device tells that it is stranded.
final class EverySaveArrived {
    private final SimulatedUsers users;
    private final SimulatedBackend backend;
    private final List<SimulatedDevice> devices;
    private final Map<Place, Set<@Nullable Object>> arrived = new HashMap<>();
    private final Map<Place, Set<@Nullable Object>> replaced = new HashMap<>();
    private final Map<Place, Set<@Nullable Object>> stranded = new HashMap<>();

    /// Stands for the field that a delete writes.
    private static final String PRESENCE = "(presence)";

    private static final String DELETED = "deleted";

    /// One field of an item, as one device writes it.
    private record Place(String device, ItemKey key, String field) {
        boolean isOf(SimulatedUsers.Saved saved) {
            return device.equals(saved.device()) && key.equals(saved.key());
        }
    }

    EverySaveArrived(
            SimulatedUsers users, SimulatedBackend backend, List<SimulatedDevice> devices) {
        this.users = users;
        this.backend = backend;
        this.devices = devices;
    }

    void check() {
        Set<ItemKey> givenUp = new HashSet<>();
        devices.forEach(device -> givenUp.addAll(device.decisions().givenUp()));
        readDeliveries();
        devices.forEach(this::readConflicts);
        devices.forEach(this::readStranded);
        lastSaves()
                .forEach(
                        (place, value) -> {
                            if (!givenUp.contains(place.key())
                                    && !countsElsewhere(place)
                                    && !isLeftOut(place)
                                    && isSent(place)) {
                                check(place, value);
                            }
                        });
    }

    private void check(Place place, @Nullable Object value) {
        VersionedItem truth = backend.base().get(place.key());
        boolean gone = truth == null || !truth.live();
        boolean told = of(replaced, place).contains(value) || isIn(stranded, place, value);
        boolean removed = backend.schema().model(place.key().model()).isEmpty();
        boolean matters = removed ? !deletedUnsent(place) : !gone;
        if (matters && !told && !isIn(arrived, place, value)) {
            throw new Violation("I4", "lost: " + place + " = " + value);
        }
        boolean unknown = truth == null && !backend.forgotten().contains(place.key());
        if (unknown && !removed && !told && !deletedUnsent(place.key())) {
            throw new Violation("I4", "never created: " + place);
        }
    }

    private boolean isSent(Place place) {
        return devices.stream()
                .filter(device -> device.name().equals(place.device()))
                .allMatch(device -> device.mode(place.key().model()).sends());
    }

    /// A field that is gone is left out of what goes on.
    private boolean isLeftOut(Place place) {
        return !place.field().equals(PRESENCE)
                && backend.schema()
                        .model(place.key().model())
                        .filter(model -> model.field(place.field()).isEmpty())
                        .isPresent();
    }

    /// A number to which several devices add is the same for two of them: see [AdditionsAddUp].
    private boolean countsElsewhere(Place place) {
        return users.adding() && place.field().equals("rating");
    }

    /// Of a list, what the device itself has put into it, be it in several steps: a merge may have
    /// added to it, and a backend that decides by itself may have taken an earlier mark out.
    private static boolean isIn(
            Map<Place, Set<@Nullable Object>> written, Place place, @Nullable Object value) {
        Set<@Nullable Object> sent = of(written, place);
        if (!(value instanceof List<?> saved)) {
            return sent.contains(value);
        }
        Set<@Nullable Object> seen = new HashSet<>();
        sent.forEach(
                each -> {
                    if (each instanceof List<?> marks) {
                        seen.addAll(marks);
                    }
                });
        return !sent.isEmpty() && seen.containsAll(marks(place.device(), saved));
    }

    private static List<?> marks(String device, List<?> saved) {
        return saved.stream().filter(mark -> mark.toString().startsWith(device + "-")).toList();
    }

    /// A delete takes the place of everything that its device wrote before, an undelete of the
    /// delete.
    private Map<Place, @Nullable Object> lastSaves() {
        Map<Place, @Nullable Object> last = new LinkedHashMap<>();
        for (SimulatedUsers.Saved saved : users.saved()) {
            if (saved.deletes()) {
                last.keySet().removeIf(place -> place.isOf(saved));
            }
            if (saved.edit() instanceof Edit.Undelete) {
                last.remove(new Place(saved.device(), saved.key(), PRESENCE));
            }
            written(saved.deletes(), saved.fields())
                    .forEach(
                            (field, value) ->
                                    last.put(new Place(saved.device(), saved.key(), field), value));
        }
        return last;
    }

    private static Map<String, @Nullable Object> written(
            boolean deletes, Map<String, @Nullable Object> fields) {
        return deletes ? Map.of(PRESENCE, DELETED) : fields;
    }

    /// A deletion is everybody's: whose delete meets it has nothing left to do, and somebody may
    /// bring the item back later.
    private void readDeliveries() {
        for (SimulatedBackend.Delivery delivery : backend.deliveries()) {
            Mutation mutation = delivery.mutation();
            boolean deletes = mutation.kind() == Mutation.Kind.DELETE;
            for (SimulatedDevice device : devices) {
                if (deletes || device.name().equals(delivery.device())) {
                    written(deletes, mutation.fields())
                            .forEach(
                                    (field, value) ->
                                            note(
                                                    arrived,
                                                    new Place(device.name(), mutation.key(), field),
                                                    value));
                }
            }
        }
    }

    private void readConflicts(SimulatedDevice device) {
        for (RecordedConflict noted : device.decisions().noted()) {
            written(noted.kind() == Mutation.Kind.DELETE, noted.sides().local())
                    .forEach(
                            (field, value) -> {
                                if (takesThePlaceOf(noted, value)) {
                                    note(
                                            replaced,
                                            new Place(device.name(), noted.key(), field),
                                            value);
                                }
                            });
        }
    }

    private void readStranded(SimulatedDevice device) {
        for (StrandedMutation each : device.stranded()) {
            ItemKey key = SimulatedDevice.key(each);
            written(each.kind() == Mutation.Kind.DELETE, each.fields())
                    .forEach(
                            (field, value) ->
                                    note(stranded, new Place(device.name(), key, field), value));
        }
    }

    /// A list that was merged has in it what the device had put into it, and no note excuses less.
    private static boolean takesThePlaceOf(RecordedConflict noted, @Nullable Object value) {
        boolean mergedList = value instanceof List<?> && noted.course().strategy().equals("merge");
        return noted.course().outcome() == Outcome.APPLY_REMOTE
                || (noted.course().outcome() == Outcome.MERGED && !mergedList);
    }

    private static Set<@Nullable Object> of(Map<Place, Set<@Nullable Object>> places, Place place) {
        return places.getOrDefault(place, Set.of());
    }

    private static void note(
            Map<Place, Set<@Nullable Object>> places, Place place, @Nullable Object value) {
        places.computeIfAbsent(place, _ -> new HashSet<>()).add(value);
    }

    /// What the backend never had of a model that it has no more.
    private boolean deletedUnsent(Place place) {
        return deletedUnsent(place.key())
                && backend.deliveries().stream()
                        .noneMatch(each -> each.mutation().key().equals(place.key()));
    }

    private boolean deletedUnsent(ItemKey key) {
        return users.saved().stream().anyMatch(saved -> saved.deletes() && saved.key().equals(key));
    }
}
