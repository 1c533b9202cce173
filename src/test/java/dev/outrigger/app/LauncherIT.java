package dev.outrigger.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;

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
    void aCacheThatIsNoneOnlyMakesItSlower() throws Exception {
        Path cache = Files.writeString(folder.resolve("a cache.aot"), "of another jar");

        Ended ended = run(LAUNCHER, Map.of("AOT_CACHE", cache.toString()), "--version");

        assertThat(ended.code()).isZero();
        assertThat(ended.output()).startsWith("outrigger ");
        assertThat(ended.errors()).contains(cache.toString(), "outrigger train");
    }

    @Test
    void aCacheOfThisJarThatIsDamagedOnlyMakesItSlower() throws Exception {
        Path launcher = Files.copy(Path.of(LAUNCHER), folder.resolve("outrigger"));
        writeJar("the program");
        assertThat(run("/bin/sh", Map.of(), launcher.toString(), "train").code()).isZero();
        Files.writeString(folder.resolve("outrigger.aot"), "damaged");

        Ended ended = run("/bin/sh", Map.of(), launcher.toString(), "health");

        assertThat(ended).isEqualTo(new Ended(0, "the program\n", ""));
    }

    /// Java itself runs the classes of the cache before 25.0.4, whatever the jar holds.
    @Test
    void afterAnUpdateTheNewJarRunsAndNotTheCacheOfTheOldOne() throws Exception {
        Path launcher = Files.copy(Path.of(LAUNCHER), folder.resolve("outrigger"));
        writeJar("the old one");
        assertThat(run("/bin/sh", Map.of(), launcher.toString(), "train").code()).isZero();
        Ended trained = run("/bin/sh", Map.of(), launcher.toString(), "health");
        assertThat(folder.resolve("outrigger.aot")).isNotEmptyFile();
        assertThat(trained).isEqualTo(new Ended(0, "the old one\n", ""));

        writeJar("the new one");

        Ended updated = run("/bin/sh", Map.of(), launcher.toString(), "health");
        assertThat(updated.output()).isEqualTo("the new one\n");
        assertThat(updated.errors()).contains("outrigger.aot", "outrigger train");
    }

    /// Makes an `outrigger.jar` that prints these words. All have one time, as files of an image do
    /// whose build is reproducible.
    private void writeJar(String words) throws IOException {
        Path source = folder.resolve("Program.java");
        String main = "public static void main(String[] all) { System.out.println(\"%s\"); }";
        Files.writeString(source, ("class Program { " + main + " }").formatted(words));
        tool("javac", "-d", folder.toString(), source.toString());
        Path jar = folder.resolve("outrigger.jar");
        tool(
                "jar",
                "--create",
                "--file=" + jar,
                "--main-class=Program",
                "-C",
                folder.toString(),
                "Program.class");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
    }

    private static void tool(String name, String... arguments) {
        assertThat(
                        ToolProvider.findFirst(name)
                                .orElseThrow()
                                .run(System.out, System.err, arguments))
                .isZero();
    }

    @Test
    void withoutAJarItSaysHowToBuildOne() throws Exception {
        Path alone = Files.copy(Path.of(LAUNCHER), folder.resolve("outrigger"));

        Ended ended = run("/bin/sh", Map.of(), alone.toString(), "--version");

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.errors()).contains("mvn package");
    }
}
