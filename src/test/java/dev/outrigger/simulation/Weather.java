package dev.outrigger.simulation;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/// What the world of a run is like at the moment: anything may go wrong until it is healed.
final class Weather {
    private final SimulationOptions options;
    private final World world;
    private final Set<Fault> met = EnumSet.noneOf(Fault.class);
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
        boolean happens = world.happens(options.faults().of(fault) * share) && !fair;
        if (happens) {
            came(fault);
        }
        return happens;
    }

    /// Notes what a step or a time limit has brought.
    void came(Fault fault) {
        met.add(fault);
    }

    /// Which faults came so far.
    Set<Fault> met() {
        return met;
    }

    Duration latency() {
        return world.between(Duration.ofMillis(1), options.times().latency());
    }

    void backendDown(Duration duration) {
        outages++;
        came(Fault.BACKEND_DOWN);
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
