package dev.outrigger.config;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Finds the word that somebody probably meant.
final class Spelling {
    private Spelling() {}

    /// The candidate that the fewest edited characters lead to; the case of letters is free.
    static String nearest(String met, List<String> candidates) {
        return candidates.stream()
                .min(Comparator.comparingInt(candidate -> distance(met, candidate)))
                .orElseThrow();
    }

    private static int distance(String first, String second) {
        String left = first.toLowerCase(Locale.ROOT);
        String right = second.toLowerCase(Locale.ROOT);
        int[] above = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int[] current = new int[right.length() + 1];
            current[0] = row;
            for (int column = 1; column <= right.length(); column++) {
                int replaced = left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1;
                current[column] =
                        Math.min(
                                above[column - 1] + replaced,
                                1 + Math.min(above[column], current[column - 1]));
            }
            above = current;
        }
        return above[right.length()];
    }
}
