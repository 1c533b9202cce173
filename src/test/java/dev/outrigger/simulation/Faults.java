package dev.outrigger.simulation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// How likely each fault is; one that is left out does not happen.
record Faults(Map<Fault, Double> probabilities) {
    /// Few nights have everything: a fault must also meet a world that is otherwise well.
    private static final double PRESENT = 0.7;

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
        for (Fault fault : Fault.values()) {
            double probability = random.nextDouble() * fault.most();
            if (random.nextDouble() < PRESENT && fault.most() > 0) {
                drawn.put(fault, probability);
            }
        }
        return new Faults(drawn);
    }

    double of(Fault fault) {
        return probabilities.getOrDefault(fault, 0.0);
    }

    Set<Fault> present() {
        return probabilities.keySet();
    }

    Faults without(Fault fault) {
        Map<Fault, Double> fewer = new EnumMap<>(Fault.class);
        fewer.putAll(probabilities);
        fewer.remove(fault);
        return new Faults(fewer);
    }
}
