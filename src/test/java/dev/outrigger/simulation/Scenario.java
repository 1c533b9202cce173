package dev.outrigger.simulation;

import java.util.List;
import java.util.stream.Collectors;

/// A whole run, before it is performed: two equal scenarios go the same way.
record Scenario(SimulationOptions options, List<Step> steps) {
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

    /// To be read by people.
    String text() {
        return options
                + "\n"
                + steps.stream().map(Step::toString).collect(Collectors.joining("\n  ", "  ", ""));
    }
}
