package dev.outrigger.simulation;

import dev.outrigger.simulation.Step.Action;
import dev.outrigger.simulation.Step.Waiting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Draws what happens in a run.
enum Generator {
    /// People edit on all devices, while programs, sessions and the backend come and go.
    EDITING {
        @Override
        void draw(Script script, SimulationOptions options) {
            Faults faults = options.faults();
            for (int edit = 0; edit < options.steps(); edit++) {
                script.maybe(faults.of(Fault.BACKEND_DOWN), Action.BACKEND_DOWN);
                script.maybe(faults.of(Fault.SIGNED_OUT), Action.SIGN_OUT);
                script.maybe(faults.of(Fault.CRASHED) * options.devices(), Action.CRASH);
                script.maybe(faults.of(Fault.CONFLICT_STORM), Action.EDITS_EVERYWHERE);
                script.maybe(DECISIONS, Action.DECIDE);
                script.maybe(SELECTIONS, Action.SELECT);
                script.maybe(options.shared() ? USER_CHANGES : 0, Action.CHANGE_USER);
                script.release(options);
                // Edits of one item meet before the first is sent.
                boolean burst = script.random().nextDouble() < BURSTS;
                script.add(burst ? Action.BURST_OF_EDITS : Action.EDIT, Waiting.AWAITED);
            }
        }
    },

    /// DataStore's own fuzz, which its suite skips: start, stop, clear, save, query, on and off
    /// line, awaited or not, in any order.
    LIFECYCLE {
        @Override
        void draw(Script script, SimulationOptions options) {
            for (int step = 0; step < options.steps(); step++) {
                Action action = CALLS.get(script.random().nextInt(CALLS.size()));
                script.add(action, Waiting.values()[script.random().nextInt(2)]);
                script.maybe(options.faults().of(Fault.CRASHED), Action.CRASH);
                script.maybe(options.shared() ? USER_CHANGES : 0, Action.CHANGE_USER);
                script.release(options);
            }
        }
    };

    private static final double BURSTS = 0.2;
    private static final double DECISIONS = 0.1;
    private static final double SELECTIONS = 0.03;
    private static final double USER_CHANGES = 0.08;
    private static final double UPGRADES = 0.06;
    private static final double BACKEND_UPGRADES = 0.03;

    /// What a device is asked; named twice where it should come more often.
    private static final List<Action> CALLS =
            List.of(
                    Action.EDIT,
                    Action.EDIT,
                    Action.EDIT,
                    Action.BURST_OF_EDITS,
                    Action.QUERY,
                    Action.DECIDE,
                    Action.SELECT,
                    Action.START,
                    Action.START,
                    Action.STOP,
                    Action.NOW,
                    Action.CLEAR,
                    Action.CLEAR_UNSENT,
                    Action.OFFLINE,
                    Action.ONLINE,
                    Action.ONLINE);

    abstract void draw(Script script, SimulationOptions options);

    List<Step> steps(SimulationOptions options) {
        Script script = new Script(new Random(options.seed()), new ArrayList<>());
        draw(script, options);
        return script.steps();
    }

    /// The steps so far, and the chance by which the next ones come.
    record Script(Random random, List<Step> steps) {
        private static final int PAUSE_MILLIS = 10_000;
        private static final int MANY_DEVICES = 60;

        void maybe(double probability, Action action) {
            if (random.nextDouble() < probability) {
                add(action, Waiting.AWAITED);
            }
        }

        /// Devices and backend get the release in any order, or not before everything is healed.
        void release(SimulationOptions options) {
            if (options.release() != null) {
                maybe(UPGRADES, Action.UPGRADE);
                maybe(BACKEND_UPGRADES, Action.UPGRADE_BACKEND);
            }
        }

        void add(Action action, Waiting waiting) {
            Duration pause = Duration.ofMillis(random.nextInt(PAUSE_MILLIS));
            steps.add(
                    new Step(
                            pause,
                            random.nextInt(MANY_DEVICES),
                            action,
                            waiting,
                            random.nextLong()));
        }
    }
}
