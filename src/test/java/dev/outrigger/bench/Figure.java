package dev.outrigger.bench;

import org.jspecify.annotations.Nullable;

/// One line of the result.
///
/// @param what was measured
/// @param unit of both values
/// @param reference what was measured beside it in the same run; null when there is nothing alike
/// @param note what a reader needs in order to judge it
record Figure(
        String what,
        String unit,
        double value,
        @Nullable Reference reference,
        Bar bar,
        String note) {
    /// @param name of what was measured
    record Reference(String name, double value) {}

    static Figure of(String what, String unit, double value) {
        return new Figure(what, unit, value, null, new Bar.None(), "");
    }

    Figure against(String name, double reference) {
        return new Figure(what, unit, value, new Reference(name, reference), bar, note);
    }

    Figure withBar(Bar required) {
        return new Figure(what, unit, value, reference, required, note);
    }

    Figure withNote(String text) {
        return new Figure(what, unit, value, reference, bar, text);
    }

    /// Not a number without a reference.
    double ratio() {
        return reference == null ? Double.NaN : value / reference.value();
    }

    boolean misses() {
        return !bar.holds(this);
    }
}
