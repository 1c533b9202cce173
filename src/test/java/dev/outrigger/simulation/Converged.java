package dev.outrigger.simulation;

import dev.outrigger.conflict.VersionedItem;
import dev.outrigger.model.ItemKey;
import dev.outrigger.simulation.Checkers.Violation;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.SyncMode;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/// I7: in a healed world every outbox that is sent empties, and every replica that pulls equals
/// the backend, as far as its expressions go.
///
/// I13: it holds nothing that they leave out.
final class Converged {
    private final SimulatedDevice device;
    private final SimulatedBackend backend;
    private final Set<ItemKey> there = new HashSet<>();

    Converged(SimulatedDevice device, SimulatedBackend backend) {
        this.device = device;
        this.backend = backend;
    }

    void check() {
        for (Knowledge known : device.store().everything()) {
            SyncMode mode = device.mode(known.key().model());
            if (mode.sends()) {
                isSent(known);
            }
            if (mode.pulls() && known.visible()) {
                there.add(known.key());
                isSelected(known);
                isAsTheBackendHasIt(known);
            }
        }
        backend.base().values().forEach(this::isThere);
    }

    private void isSent(Knowledge known) {
        for (PendingMutation mutation : known.outbox()) {
            throw violation(
                    "I7",
                    "still has %s, %s: %s"
                            .formatted(
                                    mutation.mutation(),
                                    mutation.standing(),
                                    mutation.lastError()));
        }
    }

    private void isSelected(Knowledge known) {
        if (!device.selected(known.key().model()).selects(known.stored().item())) {
            throw violation("I13", "holds " + known.key() + ", which it was not to keep");
        }
    }

    private void isAsTheBackendHasIt(Knowledge known) {
        VersionedItem truth = backend.base().get(known.key());
        if (truth == null || !truth.live()) {
            throw violation("I7", "alone has " + known.key());
        }
        boolean equal =
                truth.item().equals(known.stored().item())
                        && Objects.equals(truth.version(), known.stored().version());
        if (!equal) {
            throw violation(
                    "I7",
                    "differs at %s: %s at %s, backend %s at %s"
                            .formatted(
                                    known.key(),
                                    known.stored().item().fields(),
                                    known.stored().version(),
                                    truth.item().fields(),
                                    truth.version()));
        }
    }

    private void isThere(VersionedItem truth) {
        String model = truth.key().model();
        boolean wanted =
                truth.live()
                        && device.mode(model).pulls()
                        && device.selected(model).selects(truth.item());
        if (wanted && !there.contains(truth.key())) {
            throw violation("I7", "lacks " + truth.key());
        }
    }

    private Violation violation(String invariant, String what) {
        return new Violation(invariant, device.name() + " " + what);
    }
}
