package dev.outrigger.bench;

import java.util.Locale;

/// What a figure has to reach.
sealed interface Bar {
    /// The figure may be anything.
    record None() implements Bar {}

    /// So many times the reference's figure.
    record Ratio(double least) implements Bar {}

    /// At least this figure, or so many times the reference's.
    record AtLeastOr(double figure, double ratio) implements Bar {}

    /// At most so many times the reference's figure.
    record AtMostRatio(double most) implements Bar {}

    record AtLeast(double figure) implements Bar {}

    record AtMost(double figure) implements Bar {}

    default boolean holds(Figure figure) {
        return switch (this) {
            case None _ -> true;
            case Ratio(double least) -> figure.ratio() >= least;
            case AtLeastOr(double least, double ratio) ->
                    figure.value() >= least || figure.ratio() >= ratio;
            case AtMostRatio(double most) -> figure.ratio() <= most;
            case AtLeast(double least) -> figure.value() >= least;
            case AtMost(double most) -> figure.value() <= most;
        };
    }

    /// As the table shows it.
    default String text() {
        return switch (this) {
            case None _ -> "";
            case Ratio(double least) -> String.format(Locale.ROOT, ">= %.2f x", least);
            case AtLeastOr(double least, double ratio) ->
                    String.format(Locale.ROOT, ">= %.0f or %.2f x", least, ratio);
            case AtMostRatio(double most) -> String.format(Locale.ROOT, "<= %.2f x", most);
            case AtLeast(double least) -> String.format(Locale.ROOT, ">= %.0f", least);
            case AtMost(double most) -> String.format(Locale.ROOT, "<= %.0f", most);
        };
    }
}
