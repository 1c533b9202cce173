package dev.outrigger.simulation;

import dev.outrigger.simulation.Step.Action;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A whole run, before it is performed: two equal scenarios go the same way.
record Scenario(SimulationOptions options, List<Step> steps) {
    /// What cuts off a call that is under way.
    private static final Set<Action> UNCERTAIN =
            EnumSet.of(
                    Action.CRASH,
                    Action.STOP,
                    Action.CLEAR,
                    Action.CLEAR_UNSENT,
                    Action.BACKEND_DOWN,
                    Action.CHANGE_USER,
                    Action.UPGRADE);

    Scenario {
        steps = List.copyOf(steps);
    }

    static Scenario of(long seed, Generator generator) {
        SimulationOptions options = SimulationOptions.of(seed);
        return new Scenario(options, generator.steps(options));
    }

    Scenario with(List<Step> fewer) {
        return new Scenario(options, fewer);
    }

    Scenario with(int devices, Faults faults) {
        return new Scenario(options.with(devices, faults), steps);
    }

    /// True when no answer to a mutation can be missing.
    boolean certain() {
        return options.faults().certain()
                && steps.stream().map(Step::action).noneMatch(UNCERTAIN::contains);
    }

    /// To be read by people.
    String text() {
        return options
                + "\n"
                + steps.stream().map(Step::toString).collect(Collectors.joining("\n  ", "  ", ""));
    }
}
