package dev.outrigger.bench;

import java.util.ArrayList;
import java.util.List;

/// The figures of some rounds, of which the middle one counts.
final class Median {
    private final List<Double> figures = new ArrayList<>();

    void add(double figure) {
        figures.add(figure);
    }

    double value() {
        List<Double> sorted = figures.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
