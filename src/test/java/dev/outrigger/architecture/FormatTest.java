package dev.outrigger.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Every source looks as google-java-format (AOSP) writes it, so that a diff shows what was meant.
///
/// `mvn test -Dtest=FormatTest -Dformat.write=true` writes them that way.
class FormatTest {
    private static final Formatter FORMATTER =
            new Formatter(
                    JavaFormatterOptions.builder()
                            .style(JavaFormatterOptions.Style.AOSP)
                            .formatJavadoc(false)
                            .build());

    @Test
    void sourcesAreFormatted() throws IOException {
        List<Path> others = new ArrayList<>();
        for (Path source : sources()) {
            String text = Files.readString(source);
            String formatted = formatted(source, text);
            if (!formatted.equals(text)) {
                others.add(source);
                if (Boolean.getBoolean("format.write")) {
                    Files.writeString(source, formatted);
                }
            }
        }
        assertThat(others)
                .as("to be formatted: mvn test -Dtest=FormatTest -Dformat.write=true")
                .isEmpty();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
    }

    private static String formatted(Path source, String text) {
        try {
            return FORMATTER.formatSourceAndFixImports(text);
        } catch (FormatterException unreadable) {
            throw new IllegalStateException(source + ": " + unreadable.getMessage(), unreadable);
        }
    }
}
