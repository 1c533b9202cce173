package dev.outrigger.simulation;

import dev.outrigger.replica.Clearing.Unsent;
import dev.outrigger.runtime.Lifecycle;
import dev.outrigger.simulation.Checkers.Violation;
import dev.outrigger.simulation.Step.Action;
import dev.outrigger.simulation.Step.Waiting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;

/// Lets the steps of a scenario happen, and remembers which calls have not ended.
final class Director {
    /// A stop cancels what does not answer within seconds; the rest is for calls before this one.
    private static final Duration CALL_LIMIT = Duration.ofMinutes(1);

    private static final int BURST = 4;
    private static final Duration SHORTEST_OUTAGE = Duration.ofSeconds(1);
    private static final Duration LONGEST_OUTAGE = Duration.ofMinutes(5);

    private final List<Machine> machines;
    private final SimulatedUsers users;
    private final SimulatedBackend backend;
    private final World world;
    private final Weather weather;
    private final List<Call> calls = new ArrayList<>();

    /// @param life the process that was called; with its end, nobody waits for an answer
    private record Call(
            SimulatedDevice device, int life, Action action, CompletionStage<?> answer) {
        boolean over() {
            return answer.toCompletableFuture().isDone() || device.life() != life;
        }
    }

    Director(
            List<Machine> machines,
            SimulatedUsers users,
            SimulatedBackend backend,
            Weather weather) {
        this.machines = machines;
        this.users = users;
        this.backend = backend;
        this.world = weather.world();
        this.weather = weather;
    }

    void perform(Step step) {
        Machine machine = machines.get(step.device() % machines.size());
        SimulatedDevice device = machine.served();
        Random random = new Random(step.chance());
        switch (step.action()) {
            case BACKEND_DOWN -> weather.backendDown(outage(random));
            case EDITS_EVERYWHERE -> {
                weather.came(Fault.CONFLICT_STORM);
                users.editEverywhere(alive(), random);
            }
            case EDIT, BURST_OF_EDITS, QUERY, DECIDE, SELECT, CRASH, SIGN_OUT -> {
                if (device.alive()) {
                    perform(step.action(), device, random);
                }
            }
            case CHANGE_USER -> machine.changeUser();
            case UPGRADE -> machine.upgrade();
            case UPGRADE_BACKEND -> backend.upgrade();
            case OFFLINE -> device.reach().disconnect();
            case ONLINE -> device.reach().connect();
            case START, STOP, NOW, CLEAR, CLEAR_UNSENT -> {
                if (device.alive()) {
                    call(step, device);
                }
            }
        }
    }

    private void perform(Action action, SimulatedDevice device, Random random) {
        switch (action) {
            case CRASH -> device.crash();
            case QUERY -> Checkers.queryTellsWhatIsThere(device);
            case DECIDE -> device.decisions().aboutConflicts();
            case SELECT -> device.select(random);
            case SIGN_OUT -> {
                weather.came(Fault.SIGNED_OUT);
                device.reach().signOut();
                world.after(outage(random), device::signIn);
            }
            case EDIT -> users.act(device, random);
            case BURST_OF_EDITS -> {
                for (int edit = 0; edit < BURST; edit++) {
                    users.act(device, random);
                }
            }
            case EDITS_EVERYWHERE,
                    BACKEND_DOWN,
                    OFFLINE,
                    ONLINE,
                    CHANGE_USER,
                    UPGRADE,
                    UPGRADE_BACKEND ->
                    throw new IllegalArgumentException(action + " is not for one that is alive");
            case START, STOP, NOW, CLEAR, CLEAR_UNSENT ->
                    throw new IllegalArgumentException(action + " is about the lifecycle");
        }
    }

    private void call(Step step, SimulatedDevice device) {
        Call call =
                new Call(
                        device,
                        device.life(),
                        step.action(),
                        answer(step.action(), device.lifecycle()));
        if (step.waiting() == Waiting.UNAWAITED) {
            calls.add(call);
        } else if (!world.await(call::over, CALL_LIMIT)) {
            throw new Violation("I11", call.action() + " did not end on " + device.name());
        }
    }

    private static CompletionStage<?> answer(Action action, Lifecycle lifecycle) {
        return switch (action) {
            case START -> lifecycle.start();
            case STOP -> lifecycle.stop();
            case NOW -> lifecycle.now();
            case CLEAR -> lifecycle.clear(Unsent.PROTECTED);
            case CLEAR_UNSENT -> lifecycle.clear(Unsent.DISCARDED);
            case EDIT, BURST_OF_EDITS, EDITS_EVERYWHERE, QUERY, DECIDE, SELECT ->
                    throw new IllegalArgumentException(action + " is not about the lifecycle");
            case CRASH,
                    BACKEND_DOWN,
                    SIGN_OUT,
                    CHANGE_USER,
                    OFFLINE,
                    ONLINE,
                    UPGRADE,
                    UPGRADE_BACKEND ->
                    throw new IllegalArgumentException(action + " is not asked by an app");
        };
    }

    /// I11, for calls whose end no step waited for.
    void checkCallsEnded() {
        for (Call call : calls) {
            if (!call.over()) {
                throw new Violation("I11", call.action() + " never ended on " + call.device());
            }
        }
        for (Machine machine : machines) {
            if (machine.changing()) {
                throw new Violation("I11", "a change of user never ended on " + machine.name());
            }
        }
    }

    private List<SimulatedDevice> alive() {
        return machines.stream().map(Machine::served).filter(SimulatedDevice::alive).toList();
    }

    private static Duration outage(Random random) {
        long span = LONGEST_OUTAGE.minus(SHORTEST_OUTAGE).toMillis();
        return SHORTEST_OUTAGE.plusMillis((long) (random.nextDouble() * span));
    }
}
