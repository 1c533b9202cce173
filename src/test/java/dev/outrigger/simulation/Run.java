package dev.outrigger.simulation;

import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.RefusalPolicy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// One performance of a scenario. First anything may break, and nothing may be wrong; then all is
/// healed, and everything must come together.
final class Run {
    private static final Duration HEALING = Duration.ofHours(1);

    private final Scenario scenario;
    private final World world;
    private final Weather weather;
    private final SimulatedBackend backend;
    private final SimulatedUsers users;
    private final List<SimulatedDevice> devices = new ArrayList<>();
    private final Director director;
    private final Checkers.VersionsNeverGoDown versions = new Checkers.VersionsNeverGoDown();

    Run(Schema schema, Scenario scenario) {
        SimulationOptions options = scenario.options();
        this.scenario = scenario;
        this.world = new World(options.seed());
        this.weather = new Weather(options, world);
        this.backend = new SimulatedBackend(schema, world, options);
        this.users = new SimulatedUsers(schema);
        for (int number = 0; number < options.devices(); number++) {
            SimulatedDevice device = new SimulatedDevice("d" + number, backend, world, weather);
            device.onCleared(
                    mutations -> {
                        versions.forget(device);
                        users.cleared(device, mutations);
                    });
            devices.add(device);
        }
        this.director = new Director(devices, users, world, weather);
    }

    /// Answers a number that two equal runs share.
    ///
    /// @throws Checkers.Violation when something is wrong
    long perform() {
        for (Step step : scenario.steps()) {
            world.run(step.pause());
            director.perform(step);
            checkSafety();
        }
        heal();
        return world.performed();
    }

    private void heal() {
        weather.heal();
        for (SimulatedDevice device : devices) {
            device.reach().connect();
            device.signIn();
            if (device.alive()) {
                device.lifecycle().start();
            }
        }
        world.run(HEALING);
        devices.forEach(this::decideAboutRefusals);
        world.run(HEALING);
        checkSafety();
        director.checkCallsEnded();
        devices.forEach(Checkers::changeLogTellsAStory);
        Checkers.everySaveArrived(users, backend, givenUp());
        Checkers.nothingAppliedTwice(backend);
        Checkers.parentsBeforeChildren(backend);
        Checkers.converged(devices, backend);
    }

    /// Somebody gives up what was refused, unless it is held, and has what is held sent once more:
    /// also elsewhere a refused mutation is held for as long as there is no room for its letter.
    private void decideAboutRefusals(SimulatedDevice device) {
        if (scenario.options().refusals() != RefusalPolicy.HOLD) {
            device.discardRefused();
        }
        device.lifecycle().now();
    }

    /// Items of which something was given up.
    private Set<ItemKey> givenUp() {
        return scenario.options().refusals() == RefusalPolicy.HOLD ? Set.of() : backend.refused();
    }

    private void checkSafety() {
        for (SimulatedDevice device : devices) {
            versions.check(device);
            Checkers.tombstonesStay(device, backend);
            Checkers.ownWritesStayVisible(device);
        }
    }
}
