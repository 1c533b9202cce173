package dev.outrigger.app;

import picocli.CommandLine.Command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// `train`: a short run of everything, for a virtual machine that was told to remember it.
@Command(
        name = "train",
        description =
                "Run a backend and two sidecars for a moment, so that a Java virtual machine with"
                        + " -XX:AOTCacheOutput=FILE learns what later starts need. bin/outrigger"
                        + " gives it that option.")
final class TrainCommand implements Runnable {
    /// The virtual machine compiles what was called some thousand times.
    private static final int SAVES = 6_000;

    private final Console console;

    TrainCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        try {
            Path folder = Files.createTempDirectory("outrigger-train-");
            try (Parts parts = new Parts()) {
                TrainingGround.in(folder, parts).run(SAVES);
            } finally {
                delete(folder);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        console.print("trained");
    }

    private static void delete(Path folder) throws IOException {
        List<Path> content;
        try (Stream<Path> found = Files.walk(folder)) {
            content = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : content) {
            Files.delete(path);
        }
    }
}
