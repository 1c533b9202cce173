package dev.outrigger.simulation;

import dev.outrigger.conflict.VersionedItem;
import dev.outrigger.contract.Mutation;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Version;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.replica.LoggedChange;
import dev.outrigger.replica.Query;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.StoredItem;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What must hold. Each looks at outputs only: what replicas hold, what observers were told, and
/// what the backend was sent.
final class Checkers {
    private Checkers() {}

    /// Thrown by a checker; the seed tells how to see it again.
    static final class Violation extends AssertionError {
        private static final long serialVersionUID = 1L;

        private final String invariant;

        Violation(String invariant, String what) {
            super(invariant + ": " + what);
            this.invariant = invariant;
        }

        String invariant() {
            return invariant;
        }
    }

    /// I1: the version that a replica knows of an item never goes down, unless the backend has
    /// forgotten that it deleted the item, and takes its key again from version 1.
    static final class VersionsNeverGoDown {
        private final Map<String, Version> seen = new HashMap<>();

        /// The device was cleared: it knows nothing any more.
        void forget(SimulatedDevice device) {
            seen.keySet().removeIf(item -> item.startsWith(device.name() + " "));
        }

        void check(SimulatedDevice device, Set<ItemKey> forgotten) {
            for (Knowledge known : device.store().everything()) {
                StoredItem stored = known.stored();
                if (stored == null || stored.version() == null) {
                    continue;
                }
                Version before = seen.put(device.name() + " " + known.key(), stored.version());
                if (before != null
                        && before.isNewerThan(stored.version())
                        && !forgotten.contains(known.key())) {
                    throw new Violation(
                            "I1",
                            device.name() + " went from " + before + " to " + stored.version());
                }
            }
        }
    }

    /// I2: the change log has no gap and tells a possible story of every item.
    static void changeLogTellsAStory(SimulatedDevice device) {
        List<LoggedChange> log =
                device.store().changes(0, Integer.MAX_VALUE).toCompletableFuture().join();
        Set<ItemKey> visible = new HashSet<>(device.atLogStart());
        // A clear takes a seq of its own and empties the log, which goes on behind it.
        long next = log.isEmpty() ? 1 : log.getFirst().seq();
        for (LoggedChange entry : log) {
            if (entry.seq() != next++) {
                throw new Violation("I2", device.name() + " has a gap before " + entry.seq());
            }
            ItemKey key = entry.change().key();
            boolean possible =
                    switch (entry.change().kind()) {
                        case INSERT -> visible.add(key);
                        case UPDATE -> visible.contains(key);
                        case DELETE -> visible.remove(key);
                    };
            if (!possible) {
                throw new Violation(
                        "I2", device.name() + " tells of an impossible " + describe(entry));
            }
        }
    }

    /// I3: what the backend deleted is deleted for good on every replica that knows of it.
    static void tombstonesStay(SimulatedDevice device, SimulatedBackend backend) {
        for (Knowledge known : device.store().everything()) {
            VersionedItem truth = backend.base().get(known.key());
            boolean back =
                    known.visible()
                            && known.outbox().isEmpty()
                            && truth != null
                            && !truth.live()
                            && truth.version().equals(known.stored().version());
            if (back) {
                throw new Violation("I3", device.name() + " brought back " + known.key());
            }
        }
    }

    /// I8: clients see their own writes for as long as these are on their way.
    static void ownWritesStayVisible(SimulatedDevice device) {
        for (Knowledge known : device.store().everything()) {
            StoredItem stored = known.stored();
            if (stored == null || stored.pending() == known.outbox().isEmpty()) {
                throw new Violation("I8", device.name() + " misjudges what is pending");
            }
            if (!stored.live()) {
                continue;
            }
            Map<String, Object> written = new HashMap<>();
            known.outbox().forEach(each -> written.putAll(each.mutation().fields()));
            written.forEach(
                    (field, value) -> {
                        if (!Objects.equals(stored.item().value(field), value)) {
                            throw new Violation(
                                    "I8",
                                    device.name()
                                            + " hides its own "
                                            + field
                                            + " of "
                                            + known.key());
                        }
                    });
        }
    }

    /// I8: a query sees what the replica holds at this very moment.
    static void queryTellsWhatIsThere(SimulatedDevice device) {
        for (Model model : device.schema().models()) {
            Query everything =
                    new Query(
                            model,
                            new Predicate.All(),
                            List.of(),
                            Integer.MAX_VALUE,
                            new Query.Start.Offset(0));
            Set<ItemKey> found = new HashSet<>();
            device.store()
                    .query(everything)
                    .toCompletableFuture()
                    .join()
                    .items()
                    .forEach(read -> found.add(read.stored().key()));
            Set<ItemKey> there = new HashSet<>();
            for (Knowledge known : device.store().everything()) {
                if (known.visible() && known.key().model().equals(model.name())) {
                    there.add(known.key());
                }
            }
            if (!found.equals(there)) {
                throw new Violation("I8", device.name() + " finds " + found + " of " + there);
            }
        }
    }

    /// I5: no mutation was carried out twice with effect: a mark stands in a list at most once.
    static void nothingAppliedTwice(SimulatedBackend backend) {
        for (VersionedItem item : backend.base().values()) {
            if (item.item().value("tags") instanceof List<?> tags) {
                for (Object mark : tags) {
                    if (Collections.frequency(tags, mark) > 1) {
                        throw new Violation("I5", mark + " twice in " + item.key());
                    }
                }
            }
        }
    }

    /// I6: a child was never created before the parent that its device knew, unless the backend had
    /// refused that one or failed at it until it was held, or a release has stranded it.
    static void parentsBeforeChildren(SimulatedBackend backend, List<SimulatedDevice> devices) {
        Set<String> posts = new HashSet<>();
        backend.refused().forEach(key -> posts.add(key.text()));
        devices.forEach(device -> device.stranded().forEach(each -> posts.add(each.key())));
        for (SimulatedBackend.Delivery delivery : backend.deliveries()) {
            Mutation mutation = delivery.mutation();
            if (mutation.kind() != Mutation.Kind.CREATE) {
                continue;
            }
            if (mutation.key().model().equals("Post")) {
                posts.add(mutation.key().text());
            } else if (!posts.contains(String.valueOf(mutation.fields().get("postID")))) {
                throw new Violation("I6", mutation.key() + " came before its post");
            }
        }
    }

    /// I15: what could not be read leaves the quarantine once it can be.
    static void nothingIsLeftAside(SimulatedDevice device) {
        long kept = device.store().quarantine().count().toCompletableFuture().join();
        if (kept > 0) {
            throw new Violation("I15", device.name() + " keeps " + kept + " in quarantine");
        }
    }

    private static String describe(LoggedChange entry) {
        ItemChange change = entry.change();
        return change.kind() + " of " + change.key() + " at seq " + entry.seq();
    }
}
