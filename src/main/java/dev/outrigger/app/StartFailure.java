package dev.outrigger.app;

import java.util.List;

/// A process cannot start, or a command cannot do its work, for a reason outside this program.
final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    /// @param lines for standard error, each naming what is wrong and what would be accepted
    private StartFailure(ExitCode exitCode, List<String> lines) {
        super(String.join(System.lineSeparator(), lines));
        this.exitCode = exitCode;
    }

    static StartFailure usage(String line) {
        return usage(List.of(line));
    }

    static StartFailure usage(List<String> lines) {
        return new StartFailure(ExitCode.USAGE, lines);
    }

    static StartFailure unreachable(String line) {
        return new StartFailure(ExitCode.UNREACHABLE, List.of(line));
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
