package dev.outrigger.sync.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Tells every story of `transcripts/` and compares what follows with what is written there.
///
/// `-Dtranscripts.rewrite=true` writes what follows into the files, to be read before it is
/// committed.
class TranscriptTest {
    private static final Path FOLDER = Path.of("src/test/resources/transcripts");

    @TestFactory
    Stream<DynamicTest> pulling() {
        return stories("pull").map(file -> story(file, new PullStory()::tell));
    }

    @TestFactory
    Stream<DynamicTest> pushing() {
        return stories("push").map(file -> story(file, new PushStory()::tell));
    }

    private static Stream<Path> stories(String machine) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(machine))) {
            return files.sorted().toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static DynamicTest story(Path file, Function<List<String>, List<String>> teller) {
        return dynamicTest(
                file.getFileName().toString(),
                file.toUri(),
                () -> {
                    String written = Files.readString(file);
                    String told = Transcript.read(written).told(teller).text();
                    if (Boolean.getBoolean("transcripts.rewrite")) {
                        Files.writeString(file, told);
                    } else {
                        assertThat(told).isEqualTo(written);
                    }
                });
    }
}
