package dev.outrigger.simulation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// How likely each fault is; one that is left out does not happen.
record Faults(Map<Fault, Double> probabilities) {
    /// Few nights have everything: a fault must also meet a world that is otherwise well.
    private static final double PRESENT = 0.7;

    /// Nights in which it is always known what the backend has done.
    private static final double CERTAIN = 0.2;

    /// After these it is not known what the backend has made of a mutation.
    private static final Set<Fault> UNCERTAIN =
            EnumSet.of(
                    Fault.REQUEST_LOST,
                    Fault.ANSWER_LOST,
                    Fault.ANSWER_GARBLED,
                    Fault.UNREADABLE,
                    Fault.BROKEN_DOWN,
                    Fault.POISONED,
                    Fault.CRASHED,
                    Fault.STORE_FAILED,
                    Fault.BACKEND_DOWN);

    /// These come with a release only, see [#released].
    private static final Set<Fault> OF_RELEASES =
            EnumSet.of(Fault.SCHEMA_CHANGED, Fault.UPGRADE_CRASHED);

    /// In the order of the faults: `Map.copyOf` has another one in each process.
    Faults {
        Map<Fault, Double> ordered = new EnumMap<>(Fault.class);
        ordered.putAll(probabilities);
        probabilities = Collections.unmodifiableMap(ordered);
    }

    static Faults none() {
        return new Faults(Map.of());
    }

    static Faults drawn(Random random) {
        Map<Fault, Double> drawn = new EnumMap<>(Fault.class);
        boolean certain = random.nextDouble() < CERTAIN;
        for (Fault fault : EnumSet.complementOf(EnumSet.copyOf(OF_RELEASES))) {
            double probability = random.nextDouble() * fault.most();
            boolean possible = !certain || !UNCERTAIN.contains(fault);
            if (random.nextDouble() < PRESENT && possible && fault.most() > 0) {
                drawn.put(fault, probability);
            }
        }
        return new Faults(drawn);
    }

    /// In a run in which a release comes.
    Faults released() {
        Map<Fault, Double> more = new EnumMap<>(Fault.class);
        more.putAll(probabilities);
        more.put(Fault.UPGRADE_CRASHED, Fault.UPGRADE_CRASHED.most());
        return new Faults(more);
    }

    double of(Fault fault) {
        return probabilities.getOrDefault(fault, 0.0);
    }

    Set<Fault> present() {
        return probabilities.keySet();
    }

    /// True when no answer to a mutation is missing, unless somebody stops a device.
    boolean certain() {
        return Collections.disjoint(present(), UNCERTAIN);
    }

    Faults without(Fault fault) {
        Map<Fault, Double> fewer = new EnumMap<>(Fault.class);
        fewer.putAll(probabilities);
        fewer.remove(fault);
        return new Faults(fewer);
    }
}
