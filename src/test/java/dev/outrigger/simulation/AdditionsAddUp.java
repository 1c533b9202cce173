package dev.outrigger.simulation;

import dev.outrigger.conflict.ConflictStrategy;
import dev.outrigger.conflict.VersionedItem;
import dev.outrigger.model.ItemKey;
import dev.outrigger.simulation.Checkers.Violation;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.resolution.RecordedConflict;
import dev.outrigger.sync.resolution.RecordedConflict.Outcome;
import dev.outrigger.sync.resolution.Strategy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// I12: where devices merge, what each of them added is there once: every mark stands in its list,
/// and a number is as large as there were steps.
///
/// Of a number that is only so when no answer was lost. Whether a step was taken cannot be read
/// from a number that others step, too.
final class AdditionsAddUp {
    private final SimulatedUsers users;
    private final SimulatedBackend backend;
    private final List<SimulatedDevice> devices;

    AdditionsAddUp(SimulatedUsers users, SimulatedBackend backend, List<SimulatedDevice> devices) {
        this.users = users;
        this.backend = backend;
        this.devices = devices;
    }

    /// True where nobody but the devices decides what becomes of a post.
    static boolean holdIn(SimulationOptions options) {
        return options.rules().conflicts().of("Post") instanceof Strategy.Merge
                && !(options.rules().backend() instanceof ConflictStrategy.Lambda);
    }

    /// @param certain whether no answer was lost
    void check(boolean certain) {
        Set<ItemKey> excused = excused();
        for (VersionedItem post : backend.base().values()) {
            if (post.live() && !excused.contains(post.key())) {
                checkMarks(post);
                if (certain && !users.forgetful() && !deletedOnce(post.key())) {
                    checkSteps(post);
                }
            }
        }
    }

    private void checkMarks(VersionedItem post) {
        Set<Object> saved = new HashSet<>();
        for (SimulatedUsers.Saved each : savesOf(post)) {
            if (each.fields().get("tags") instanceof List<?> tags) {
                saved.addAll(tags);
            }
        }
        Object there = post.item().value("tags");
        if (!saved.isEmpty() && !(there instanceof List<?> tags && tags.containsAll(saved))) {
            throw new Violation("I12", post.key() + " has " + there + " of " + saved);
        }
    }

    private void checkSteps(VersionedItem post) {
        long steps =
                savesOf(post).stream()
                        .filter(each -> each.edit() instanceof Edit.Patch)
                        .filter(each -> each.fields().containsKey("rating"))
                        .count();
        long there = post.item().value("rating") instanceof Integer rating ? rating : 0;
        if (there != steps) {
            throw new Violation("I12", post.key() + " is at " + there + " after " + steps);
        }
    }

    /// A delete takes along what its device had added and not sent.
    private List<SimulatedUsers.Saved> savesOf(VersionedItem post) {
        List<SimulatedUsers.Saved> saves = new ArrayList<>();
        for (SimulatedUsers.Saved each : users.saved()) {
            if (!each.key().equals(post.key())) {
                continue;
            }
            if (each.deletes()) {
                saves.removeIf(earlier -> earlier.device().equals(each.device()));
            }
            saves.add(each);
        }
        return saves;
    }

    /// Then steps that were sent before count, and those that were not do not.
    private boolean deletedOnce(ItemKey key) {
        return users.saved().stream().anyMatch(each -> each.deletes() && each.key().equals(key));
    }

    /// Items of which a mutation was given up, left unsaid, or has ended in a conflict.
    private Set<ItemKey> excused() {
        Set<ItemKey> excused = new HashSet<>();
        for (SimulatedDevice device : devices) {
            excused.addAll(device.decisions().givenUp());
            excused.addAll(device.unsaid());
            for (RecordedConflict noted : device.decisions().noted()) {
                if (noted.course().outcome() == Outcome.APPLY_REMOTE) {
                    excused.add(noted.key());
                }
            }
        }
        return excused;
    }
}
