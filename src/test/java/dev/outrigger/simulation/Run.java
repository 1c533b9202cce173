package dev.outrigger.simulation;

import dev.outrigger.conflict.ConflictStrategy;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.DeadLetter;
import dev.outrigger.sync.RefusalPolicy;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.resolution.FieldRule;
import dev.outrigger.sync.resolution.Strategy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// One performance of a scenario. First anything may break, and nothing may be wrong; then all is
/// healed, and everything must come together.
final class Run {
    private static final Duration HEALING = Duration.ofHours(1);
    private static final Duration SETTLING = Duration.ofMinutes(10);
    private static final int DECISIONS = 20;

    /// One is served first, then the other, and the first once more.
    private static final int TURNS = 2;

    private final Scenario scenario;
    private final World world;
    private final Weather weather;
    private final SimulatedBackend backend;
    private final SimulatedUsers users;
    private final List<Machine> machines = new ArrayList<>();
    private final List<SimulatedDevice> devices = new ArrayList<>();
    private final Director director;
    private final Checkers.VersionsNeverGoDown versions = new Checkers.VersionsNeverGoDown();

    Run(Scenario scenario) {
        SimulationOptions options = scenario.options();
        this.scenario = scenario;
        this.world = new World(options.seed());
        this.weather = new Weather(options, world);
        this.backend = new SimulatedBackend(weather);
        this.users = new SimulatedUsers(options.rules().conflicts());
        for (int number = 0; number < options.devices(); number++) {
            Machine machine = new Machine("d" + number, backend, weather);
            machines.add(machine);
            machine.users().forEach(this::enlist);
        }
        this.director = new Director(machines, users, backend, weather);
    }

    private void enlist(SimulatedDevice device) {
        devices.add(device);
        device.onCleared(
                mutations -> {
                    versions.forget(device);
                    users.cleared(device, mutations);
                });
    }

    /// Which faults came.
    Set<Fault> met() {
        return weather.met();
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

    /// Where two people share a machine, what one has not sent is delivered when they return, and
    /// what the other has written meanwhile is brought then.
    private void heal() {
        weather.heal();
        finishRelease();
        recover();
        comeTogether();
        boolean shared = machines.stream().anyMatch(Machine::shared);
        for (int turn = 0; shared && turn < TURNS; turn++) {
            nextUsers();
            comeTogether();
        }
        checkSafety();
        director.checkCallsEnded();
        devices.forEach(Checkers::changeLogTellsAStory);
        new EverySaveArrived(users, backend, devices).check();
        checkAdditions();
        Checkers.parentsBeforeChildren(backend, devices);
        new ModesAreKept(users, backend, devices).check();
        machines.forEach(machine -> checkConverged(machine.served()));
        if (shared) {
            nextUsers();
            comeTogether();
            machines.forEach(machine -> checkConverged(machine.served()));
        }
    }

    /// Where one has the new version of the app, all get it.
    private void finishRelease() {
        Schema before = scenario.options().schema();
        boolean begun =
                backend.schema() != before
                        || machines.stream().anyMatch(machine -> machine.schema() != before);
        if (begun) {
            backend.upgrade();
            machines.forEach(Machine::upgrade);
        }
    }

    private void recover() {
        for (Machine machine : machines) {
            machine.users().forEach(user -> user.reach().connect());
            machine.users().forEach(SimulatedDevice::signIn);
            if (machine.alive()) {
                machine.served().lifecycle().start();
            }
        }
    }

    private void nextUsers() {
        machines.stream().filter(Machine::shared).forEach(Machine::changeUser);
    }

    private void comeTogether() {
        world.run(HEALING);
        machines.forEach(each -> each.served().decisions().complete(each.schema()));
        // What could not be read is asked for again with the next link, or when somebody asks.
        machines.forEach(machine -> machine.served().lifecycle().now());
        world.run(SETTLING);
        settleWhatWaits();
        world.run(HEALING);
        if (scenario.options().tombstoneTtl().isPresent()) {
            // What the backend has forgotten is missed by nothing before.
            world.run(scenario.options().times().fullSyncInterval().plus(SETTLING));
        }
    }

    private void checkConverged(SimulatedDevice device) {
        Checkers.nothingIsLeftAside(device);
        new Converged(device, backend).check();
    }

    /// One decision may bring up the next, of a later mutation or of another device's.
    private void settleWhatWaits() {
        for (int round = 0; round < DECISIONS && somebodyWaits(); round++) {
            Predicate<DeadLetter> hopeless = hopeless(round);
            for (Machine machine : machines) {
                SimulatedDevice device = machine.served();
                device.decisions().aboutConflicts();
                device.decisions().complete(device.schema());
                device.decisions().giveUp(hopeless);
                // What is held without a letter, as there was no room for one, is sent again too.
                device.lifecycle().now();
            }
            world.run(SETTLING);
        }
    }

    private boolean somebodyWaits() {
        return machines.stream().anyMatch(machine -> machine.served().decisions().awaited());
    }

    /// Where refused mutations are held, each is sent once more, and only what the backend's own
    /// item is in the way of can be refused again.
    private Predicate<DeadLetter> hopeless(int round) {
        if (scenario.options().rules().refusals() != RefusalPolicy.HOLD) {
            return _ -> true;
        }
        return letter -> round > 0 && isInTheWay(letter.rejection());
    }

    private static boolean isInTheWay(Rejection rejection) {
        return rejection.cause() == Rejection.Cause.CONFLICTS
                || rejection.errors().stream()
                        .anyMatch(error -> error.errorType().equals("KeyDeleted"));
    }

    private void checkAdditions() {
        if (!mayDoubleElements()) {
            Checkers.nothingAppliedTwice(backend);
        }
        if (AdditionsAddUp.holdIn(scenario.options())) {
            new AdditionsAddUp(users, backend, devices).check(scenario.certain());
        }
    }

    /// A known gap: what Automerge has appended of one device is put right by that one, and what
    /// others do meanwhile may have been made from it; and the update that puts it right may be
    /// refused.
    private boolean mayDoubleElements() {
        SimulationOptions.Rules rules = scenario.options().rules();
        return rules.backend() instanceof ConflictStrategy.Automerge
                && rules.conflicts().of("Post") instanceof Strategy.Merge merge
                && (merge.fields().get("tags") == FieldRule.LIST
                        || !scenario.certain()
                        || scenario.options().faults().of(Fault.REFUSED) > 0);
    }

    private void checkSafety() {
        machines.forEach(Machine::checkUsersApart);
        for (SimulatedDevice device : devices) {
            versions.check(device, backend.forgotten());
            Checkers.tombstonesStay(device, backend);
            Checkers.ownWritesStayVisible(device);
        }
    }
}
