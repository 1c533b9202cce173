package dev.outrigger.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// How processes are started: as users are told to, by the launcher with its cache, or by the jar
/// alone.
///
/// @param environment of both
record Programs(List<String> launcher, List<String> plain, Map<String, String> environment) {
    private static final Path CACHE = Path.of("target", "bench", "outrigger.aot").toAbsolutePath();

    Programs {
        launcher = List.copyOf(launcher);
        plain = List.copyOf(plain);
        environment = Map.copyOf(environment);
    }

    /// With the Java that runs the bench.
    ///
    /// @param options of the virtual machine, which win over those of the launcher
    static Programs of(Path launcher, List<String> options) {
        String home = System.getProperty("java.home");
        return new Programs(
                List.of(launcher.toAbsolutePath().toString()),
                List.of(
                        Path.of(home, "bin", "java").toString(),
                        "-jar",
                        System.getProperty("outrigger.jar")),
                Map.of(
                        "JAVA_HOME",
                        home,
                        "JAVA_OPTS",
                        String.join(" ", options),
                        "AOT_CACHE",
                        CACHE.toString()));
    }

    /// Makes the cache of this very jar.
    void train() throws IOException {
        Files.createDirectories(CACHE.getParent());
        Files.deleteIfExists(CACHE);
        ProcessBuilder training =
                new ProcessBuilder(launcher.getFirst(), "train")
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        training.environment().putAll(environment);
        try {
            int ended = training.start().waitFor();
            if (ended != 0 || !Files.exists(CACHE)) {
                throw new IOException("the training ended with " + ended);
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
