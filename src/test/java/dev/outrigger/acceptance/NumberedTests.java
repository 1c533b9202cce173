package dev.outrigger.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The test classes that carry the number of an acceptance case, read from the sources: from the
/// names of Java methods, and from the titles of tests in JavaScript.
final class NumberedTests {
    private static final Pattern METHOD =
            Pattern.compile("\\bvoid ((?:(?:AC|R)[0-9]+_)+)[A-Za-z0-9_]*\\(");
    private static final Pattern TITLE =
            Pattern.compile("\\btest\\(\\s*['\"`]((?:(?:AC|R)[0-9]+_)+)");
    private static final Pattern NUMBER = Pattern.compile("(AC|R)([0-9]+)_");

    private final Map<String, Set<String>> files = new TreeMap<>();

    private NumberedTests() {}

    static NumberedTests under(Path folder) {
        NumberedTests tests = new NumberedTests();
        try (Stream<Path> sources = Files.walk(folder)) {
            sources.filter(source -> !source.toString().contains("node_modules"))
                    .forEach(tests::read);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return tests;
    }

    /// The cases that a test carries the number of, as the table writes them: `64`, `R3`.
    Set<String> cases() {
        return files.keySet();
    }

    /// The names of test files, in the order of the alphabet.
    Set<String> of(String acceptanceCase) {
        return files.getOrDefault(acceptanceCase, Set.of());
    }

    private void read(Path source) {
        String name = source.getFileName().toString();
        if (name.endsWith(".java")) {
            find(METHOD, source, name.substring(0, name.length() - ".java".length()));
        } else if (name.endsWith(".mjs")) {
            find(TITLE, source, name);
        }
    }

    private void find(Pattern pattern, Path source, String name) {
        try {
            pattern.matcher(Files.readString(source))
                    .results()
                    .forEach(test -> note(test.group(1), name));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void note(String numbers, String name) {
        Matcher number = NUMBER.matcher(numbers);
        while (number.find()) {
            String acceptanceCase =
                    number.group(1).equals("R") ? "R" + number.group(2) : number.group(2);
            files.computeIfAbsent(acceptanceCase, _ -> new TreeSet<>()).add(name);
        }
    }
}
