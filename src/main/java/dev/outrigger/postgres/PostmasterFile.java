package dev.outrigger.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a running server writes into its data folder as `postmaster.pid`.
///
/// @param process the server's process id; it may be stale after a power failure
/// @param ready whether the server accepts connections
record PostmasterFile(long process, boolean ready) {
    static final String NAME = "postmaster.pid";

    private static final int PROCESS_LINE = 0;
    private static final int STATUS_LINE = 7;

    /// Empty while there is no file, or one whose first line is not written yet.
    static Optional<PostmasterFile> in(Path data) throws IOException {
        try {
            return parse(Files.readAllLines(data.resolve(NAME)));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    static Optional<PostmasterFile> parse(List<String> lines) {
        if (lines.isEmpty() || !lines.getFirst().strip().matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        boolean ready =
                lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
        long process = Long.parseLong(lines.get(PROCESS_LINE).strip());
        return Optional.of(new PostmasterFile(process, ready));
    }
}
