package dev.outrigger.telemetry;

/// The keys of structured log lines; one word, one meaning, on every line.
public final class LogKey {
    /// A folder on this machine.
    public static final String DIRECTORY = "directory";

    /// The text of a failure, without its stack.
    public static final String ERROR = "error";

    /// How a child process ended.
    public static final String EXIT_CODE = "exitCode";

    /// How many operations a line is about.
    public static final String OPERATIONS = "operations";

    /// A process of this machine.
    public static final String PROCESS = "process";

    /// A TCP port.
    public static final String PORT = "port";

    /// A long-lived writer or pool.
    public static final String WRITER = "writer";

    private LogKey() {}
}
