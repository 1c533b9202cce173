package dev.outrigger.simulation;

import dev.outrigger.model.ItemKey;
import dev.outrigger.simulation.Checkers.Violation;
import dev.outrigger.sync.Knowledge;

import java.util.List;

/// I14: the items of a model travel only the ways that its mode says.
final class ModesAreKept {
    private final SimulatedUsers users;
    private final SimulatedBackend backend;
    private final List<SimulatedDevice> devices;

    ModesAreKept(SimulatedUsers users, SimulatedBackend backend, List<SimulatedDevice> devices) {
        this.users = users;
        this.backend = backend;
        this.devices = devices;
    }

    void check() {
        for (SimulatedDevice device : devices) {
            for (SimulatedBackend.Delivery delivery : backend.deliveries()) {
                if (delivery.device().equals(device.name())) {
                    sends(device, delivery.mutation().key());
                }
            }
            for (Knowledge known : device.store().everything()) {
                pulls(device, known.key());
            }
        }
    }

    private static void sends(SimulatedDevice device, ItemKey key) {
        if (!device.mode(key.model()).sends()) {
            throw new Violation("I14", device.name() + " sent " + key);
        }
    }

    private void pulls(SimulatedDevice device, ItemKey key) {
        if (!device.mode(key.model()).pulls() && !device.name().equals(users.maker(key))) {
            throw new Violation("I14", device.name() + " has " + key);
        }
    }
}
