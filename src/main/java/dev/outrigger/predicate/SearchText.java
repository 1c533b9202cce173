package dev.outrigger.predicate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A search as a person types it, taken apart as far as a database does not do it by itself: it
/// knows words, phrases, `or` and `-`, and no beginnings of words.
///
/// @param alternatives of which one must fit; all parts of one must
public record SearchText(List<List<Part>> alternatives) {
    private static final Pattern TOKEN =
            Pattern.compile("-?\"[^\"]*(?:\"|$)|[^\\s\"]+", Pattern.UNICODE_CHARACTER_CLASS);

    /// Stands behind the letters that a word begins with.
    private static final char BEGINNING = '*';

    private static final char NOT = '-';

    /// What a text must hold, or must not.
    public sealed interface Part {
        /// Words and phrases with their signs, which the database reads.
        record Words(String text) implements Part {}

        /// The word of these letters in any of its forms, or any that begins with them.
        record Beginning(String letters) implements Part {}

        /// None that [Beginning] would find.
        record NoBeginning(String letters) implements Part {}
    }

    public SearchText {
        alternatives = alternatives.stream().map(List::copyOf).toList();
    }

    public static SearchText read(String text) {
        List<String> tokens = TOKEN.matcher(text).results().map(MatchResult::group).toList();
        if (tokens.stream().noneMatch(SearchText::isBeginning)) {
            return new SearchText(List.of(List.of(new Part.Words(text))));
        }
        List<List<Part>> alternatives = new ArrayList<>();
        List<String> one = new ArrayList<>();
        for (String token : tokens) {
            if (token.equalsIgnoreCase("or")) {
                alternatives.add(parts(one));
                one.clear();
            } else {
                one.add(token);
            }
        }
        alternatives.add(parts(one));
        alternatives.removeIf(List::isEmpty);
        return new SearchText(alternatives);
    }

    private static List<Part> parts(List<String> tokens) {
        List<Part> parts = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (String token : tokens) {
            if (isBeginning(token)) {
                parts.add(beginning(token));
            } else {
                words.add(token);
            }
        }
        if (!words.isEmpty()) {
            parts.add(new Part.Words(String.join(" ", words)));
        }
        return parts;
    }

    private static boolean isBeginning(String token) {
        return token.indexOf('"') < 0
                && token.charAt(token.length() - 1) == BEGINNING
                && token.codePoints().anyMatch(Character::isLetterOrDigit);
    }

    private static Part beginning(String token) {
        int end = token.length();
        while (token.charAt(end - 1) == BEGINNING) {
            end--;
        }
        return token.charAt(0) == NOT
                ? new Part.NoBeginning(token.substring(1, end))
                : new Part.Beginning(token.substring(0, end));
    }
}
