package dev.outrigger.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/// How a file looks. Each rule names the place, so that the cure is one jump away.
class TidyTest {
    private static final int COLUMNS = 100;
    private static final int FILE_LINES = 400;
    private static final Path MAIN = Path.of("src/main/java/dev/outrigger");
    private static final Path TEST = Path.of("src/test/java/dev/outrigger");
    private static final List<String> CORE =
            List.of("model", "schema", "predicate", "contract", "conflict", "sync");

    private record Source(Path path, List<String> lines) {
        /// Imports are not what a file is about.
        int linesAfterImports() {
            int imports = lines.size();
            while (imports > 0 && !lines.get(imports - 1).startsWith("import ")) {
                imports--;
            }
            return lines.size() - imports;
        }

        boolean in(List<String> rooms) {
            return path.startsWith(MAIN)
                    && rooms.contains(MAIN.relativize(path).getName(0).toString());
        }
    }

    @Test
    void linesFitOnAScreen() {
        assertThat(lines((_, line) -> line.length() > COLUMNS)).isEmpty();
    }

    @Test
    void linesHaveNoTabsAndNoBlanksAtTheirEnd() {
        assertThat(lines((_, line) -> line.contains("\t") || !line.equals(line.stripTrailing())))
                .isEmpty();
    }

    @Test
    void filesHaveOneIdea() {
        assertThat(sources().filter(source -> source.linesAfterImports() > FILE_LINES))
                .extracting(Source::path)
                .isEmpty();
    }

    @Test
    void theCoreNamesEveryCase() {
        assertThat(
                        lines(
                                (source, line) ->
                                        source.in(CORE)
                                                && (line.contains("default ->")
                                                        || line.strip().startsWith("case _"))))
                .isEmpty();
    }

    @Test
    void nothingIsLeftForLater() {
        // Put together here, so that this file does not break its own rule.
        List<String> reminders = List.of("TO" + "DO", "FIX" + "ME", "XX" + "X");
        assertThat(lines((_, line) -> reminders.stream().anyMatch(line::contains))).isEmpty();
    }

    @Test
    void docCommentsAreNotTornApart() {
        List<String> torn = new ArrayList<>();
        sources()
                .forEach(
                        source -> {
                            for (int number = 1; number < source.lines().size(); number++) {
                                String before = source.lines().get(number - 1).strip();
                                String line = source.lines().get(number).strip();
                                boolean plain = line.startsWith("//") && !line.startsWith("///");
                                if (before.startsWith("///") && plain) {
                                    torn.add(source.path() + ":" + (number + 1));
                                }
                            }
                        });
        assertThat(torn).isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsFor() {
        assertThat(packages(MAIN))
                .allSatisfy(
                        folder -> {
                            Path file = folder.resolve("package-info.java");
                            assertThat(file).exists();
                            assertThat(Files.readString(file))
                                    .contains("**Invariant:**")
                                    .contains("@NullMarked");
                        });
    }

    @Test
    void logKeysAreConstants() {
        assertThat(lines((source, line) -> line.contains("addKeyValue(\""))).isEmpty();
    }

    private static List<String> lines(BiPredicate<Source, String> broken) {
        List<String> places = new ArrayList<>();
        sources()
                .forEach(
                        source -> {
                            for (int number = 0; number < source.lines().size(); number++) {
                                if (broken.test(source, source.lines().get(number))) {
                                    places.add(source.path() + ":" + (number + 1));
                                }
                            }
                        });
        return places;
    }

    private static Stream<Source> sources() {
        return Stream.of(MAIN, TEST).flatMap(TidyTest::files).map(TidyTest::read);
    }

    private static List<Path> packages(Path root) {
        return files(root)
                .map(Path::getParent)
                .distinct()
                // The root holds the launcher alone, which is compiled for an older Java.
                .filter(folder -> !folder.equals(root))
                .toList();
    }

    private static Stream<Path> files(Path root) {
        try (Stream<Path> found = Files.walk(root)) {
            return found.filter(path -> path.toString().endsWith(".java")).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Source read(Path path) {
        try {
            return new Source(path, Files.readAllLines(path));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
