package dev.outrigger.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Guesses which known name was meant by an unknown one.
public final class NearestName {
    private NearestName() {}

    /// The known name that takes the fewest edits, or empty when none is near enough to be a typo:
    /// at most a third of the name, and at least two letters, may differ.
    public static Optional<String> of(String unknown, Collection<String> known) {
        int allowed = Math.max(2, unknown.length() / 3);
        String wanted = unknown.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(name -> Math.abs(name.length() - unknown.length()) <= allowed)
                .map(name -> new Candidate(name, distance(wanted, name.toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.edits() <= allowed)
                .filter(candidate -> candidate.edits() < candidate.name().length())
                .min(Comparator.comparingInt(Candidate::edits))
                .map(Candidate::name);
    }

    private record Candidate(String name, int edits) {}

    /// The end of a message about an unknown name: a question with the nearest name, or the list of
    /// what is known.
    public static String hint(String unknown, Collection<String> known) {
        return of(unknown, known)
                .map(name -> "did you mean " + name + "?")
                .orElseGet(() -> "known are " + String.join(", ", known));
    }

    /// Levenshtein's: letters inserted, removed or replaced.
    private static int distance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int[] current = new int[right.length() + 1];
            current[0] = row;
            for (int column = 1; column <= right.length(); column++) {
                int replaced = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
                current[column] =
                        Math.min(
                                previous[column - 1] + replaced,
                                Math.min(previous[column], current[column - 1]) + 1);
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
