package dev.outrigger.app;

import dev.outrigger.config.Key;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A backend in a process of its own: the virtual machine that is trained shall learn what sidecars
/// need, and keep nothing in memory that only a backend does.
final class TrainingBackend implements AutoCloseable {
    private final Process process;
    private final String url;

    private TrainingBackend(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /// Returns when it serves.
    ///
    /// @param settings that a backend needs beside its port
    static TrainingBackend start(Map<Key, String> settings) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-XX:TieredStopAtLevel=1",
                                        "-classpath",
                                        System.getProperty("java.class.path"),
                                        Main.class.getName(),
                                        "backend"))
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("OUTRIGGER_"));
        settings.forEach((key, value) -> environment.put(key.variable(), value));
        environment.put(Key.BACKEND_PORT.variable(), "0");
        Process process = builder.start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String said = output.readLine();
        if (said == null) {
            throw new IOException("the backend of the training did not start");
        }
        return new TrainingBackend(process, said.substring(said.lastIndexOf(' ') + 1));
    }

    String url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
