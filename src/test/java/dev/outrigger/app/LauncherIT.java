package dev.outrigger.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// `bin/outrigger` runs the jar.
class LauncherIT {
    private static final String LAUNCHER = "bin/outrigger";

    @TempDir private Path folder;

    private record Ended(int code, String output, String errors) {}

    private Ended run(String program, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(program));
        line.addAll(List.of(arguments));
        Path output = folder.resolve("output");
        Path errors = folder.resolve("errors");
        ProcessBuilder builder =
                new ProcessBuilder(line)
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Ended(
                process.exitValue(),
                Files.readString(output, StandardCharsets.UTF_8),
                Files.readString(errors, StandardCharsets.UTF_8));
    }

    @Test
    void itHandsOnItsArgumentsAndTheExitCode() throws Exception {
        Ended ended = run(LAUNCHER, Map.of(), "sidecar", "--replica", "my replica", "--nonsense");

        assertThat(ended.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(ended.errors()).contains("--nonsense").doesNotContain("my replica");
    }

    @Test
    void optionsOfTheUserWinOverItsOwn() throws Exception {
        Ended ended =
                run(LAUNCHER, Map.of("JAVA_OPTS", "-Xmx77m -XX:+PrintFlagsFinal"), "--version");

        assertThat(ended.code()).isZero();
        assertThat(ended.output()).containsPattern(" MaxHeapSize +=[ ]+" + (78L << 20));
    }

    @Test
    void aCacheOfAnotherJarOnlyMakesItSlower() throws Exception {
        Path cache = Files.writeString(folder.resolve("a cache.aot"), "of another jar");

        Ended ended = run(LAUNCHER, Map.of("AOT_CACHE", cache.toString()), "--version");

        assertThat(ended.code()).isZero();
        assertThat(ended.errors()).isEmpty();
    }

    @Test
    void withoutAJarItSaysHowToBuildOne() throws Exception {
        Path alone = Files.copy(Path.of(LAUNCHER), folder.resolve("outrigger"));

        Ended ended = run("/bin/sh", Map.of(), alone.toString(), "--version");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.errors()).contains("mvn package");
    }
}
