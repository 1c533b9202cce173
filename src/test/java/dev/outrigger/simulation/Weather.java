package dev.outrigger.simulation;

import java.time.Duration;

/// What the world of a run is like at the moment: anything may go wrong until it is healed.
final class Weather {
    private final SimulationOptions options;
    private final World world;
    private boolean fair;
    private int outages;

    Weather(SimulationOptions options, World world) {
        this.options = options;
        this.world = world;
    }

    SimulationOptions options() {
        return options;
    }

    World world() {
        return world;
    }

    boolean happens(Fault fault) {
        return happens(fault, 1);
    }

    /// Draws in fair weather too, so that healing changes nothing but the faults.
    boolean happens(Fault fault, double share) {
        return world.happens(options.faults().of(fault) * share) && !fair;
    }

    Duration latency() {
        return world.between(Duration.ofMillis(1), options.times().latency());
    }

    void backendDown(Duration duration) {
        outages++;
        world.after(duration, () -> outages--);
    }

    /// True once nothing goes wrong any more.
    boolean fair() {
        return fair;
    }

    boolean backendUp() {
        return fair || outages == 0;
    }

    void heal() {
        fair = true;
    }
}
