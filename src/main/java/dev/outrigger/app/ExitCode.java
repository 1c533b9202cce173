package dev.outrigger.app;

/// What the process tells the one who started it.
enum ExitCode {
    STOPPED(0),
    /// A fault of this program.
    BUG(1),
    /// The command line, the configuration or a file is wrong.
    USAGE(2),
    /// A part that the process needs does not answer at start.
    UNREACHABLE(3);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}
