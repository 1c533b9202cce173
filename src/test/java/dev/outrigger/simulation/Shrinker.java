package dev.outrigger.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// Makes a failing scenario smaller for as long as it still fails: fewer devices, fewer faults,
/// fewer steps, greedily and in this order.
final class Shrinker {
    private static final int MOST_RUNS = 500;

    private final Predicate<Scenario> fails;
    private int runs;

    Shrinker(Predicate<Scenario> fails) {
        this.fails = fails;
    }

    Scenario shrink(Scenario failing) {
        Scenario smallest = withoutFaults(withFewerDevices(failing));
        for (int size = Math.max(1, smallest.steps().size() / 2); size > 0; size /= 2) {
            smallest = withoutSteps(smallest, size);
        }
        return smallest;
    }

    private Scenario withFewerDevices(Scenario scenario) {
        Scenario smallest = scenario;
        for (int devices = 1; devices < scenario.options().devices(); devices++) {
            Scenario smaller = scenario.with(devices, scenario.options().faults());
            if (stillFails(smaller)) {
                return smaller;
            }
        }
        return smallest;
    }

    private Scenario withoutFaults(Scenario scenario) {
        Scenario smallest = scenario;
        for (Fault fault : scenario.options().faults().present()) {
            SimulationOptions options = smallest.options();
            Scenario smaller = smallest.with(options.devices(), options.faults().without(fault));
            smallest = stillFails(smaller) ? smaller : smallest;
        }
        return smallest;
    }

    /// Tries to do without each stretch of this many steps.
    private Scenario withoutSteps(Scenario scenario, int size) {
        Scenario smallest = scenario;
        int begin = 0;
        while (begin < smallest.steps().size()) {
            List<Step> fewer = new ArrayList<>(smallest.steps());
            fewer.subList(begin, Math.min(begin + size, fewer.size())).clear();
            if (stillFails(smallest.with(fewer))) {
                smallest = smallest.with(fewer);
            } else {
                begin += size;
            }
        }
        return smallest;
    }

    private boolean stillFails(Scenario scenario) {
        runs++;
        return runs <= MOST_RUNS && fails.test(scenario);
    }
}
