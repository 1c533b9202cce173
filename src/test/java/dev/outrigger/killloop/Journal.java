package dev.outrigger.killloop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// What was done and answered, in the order in which it became known; written to a file when a
/// round fails.
final class Journal {
    private final long seed;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    Journal(long seed) {
        this.seed = seed;
    }

    void note(String line) {
        lines.add(line);
    }

    /// Writes everything, and what the processes said.
    ///
    /// @return where it can be read
    Path keep(List<Role> roles) throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "kill-loop", "seed-" + seed));
        Files.write(folder.resolve("journal.txt"), lines);
        for (Role role : roles) {
            Files.write(folder.resolve(role.name() + ".log"), role.said());
        }
        return folder;
    }
}
