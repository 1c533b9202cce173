package dev.outrigger.testing;

import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Assumptions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The folder below `target/` where the packages of one folder of `src/test/node` are installed and
/// the programs beside them run.
///
/// Without Node 20 or newer, or without its packages, the tests that need them are skipped and say
/// why; where the environment variable `CI` is `true` they fail instead.
public final class NodeWorkspace {
    private static final Path SOURCE = Path.of("src", "test", "node");
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\..*");
    private static final int OLDEST_NODE = 20;
    private static final long INSTALL_LIMIT_SECONDS = 300;
    private static final long VERSION_LIMIT_SECONDS = 20;

    private final Path source;
    private final Path folder;

    private NodeWorkspace(String name) {
        source = SOURCE.resolve(name);
        folder = Path.of("target", "node", name);
    }

    /// The folder, ready to run a program in.
    ///
    /// @param name of a folder of `src/test/node`
    public static synchronized Path ready(String name) {
        requireNode();
        NodeWorkspace workspace = new NodeWorkspace(name);
        try {
            workspace.prepare();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        return workspace.folder;
    }

    private static void requireNode() {
        Outcome outcome = run(List.of("node", "--version"), Path.of(""), VERSION_LIMIT_SECONDS);
        Matcher version = VERSION.matcher(outcome.output().strip());
        if (!version.matches() || Integer.parseInt(version.group(1)) < OLDEST_NODE) {
            abort(
                    "The packages of npm need Node %d or newer on the PATH, found: %s"
                            .formatted(OLDEST_NODE, outcome.output().strip()));
        }
    }

    private void prepare() throws IOException {
        Files.createDirectories(folder);
        copyFiles(SOURCE);
        copyFiles(source);
        Path lock = folder.resolve("package-lock.json");
        Path installed = folder.resolve("installed-package-lock.json");
        if (!Files.exists(installed) || Files.mismatch(lock, installed) >= 0) {
            install();
            Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void copyFiles(Path from) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(file.getFileName());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private void install() {
        List<String> command = List.of("npm", "ci", "--prefer-offline", "--no-audit", "--no-fund");
        Outcome outcome = run(command, folder, INSTALL_LIMIT_SECONDS);
        if (outcome.status() != 0) {
            abort("npm ci did not install the packages: " + outcome.output());
        }
    }

    private record Outcome(int status, String output) {}

    private static Outcome run(List<String> command, Path folder, long limitSeconds) {
        try {
            Path log = Files.createTempFile("outrigger-node", ".log");
            try {
                ProcessBuilder builder = new ProcessBuilder(command);
                builder.directory(folder.toAbsolutePath().toFile());
                builder.redirectErrorStream(true).redirectOutput(log.toFile());
                return outcome(builder.start(), limitSeconds, log);
            } finally {
                Files.delete(log);
            }
        } catch (IOException absent) {
            return new Outcome(-1, "nothing, as it cannot be run (" + absent.getMessage() + ")");
        }
    }

    private static Outcome outcome(Process process, long limitSeconds, Path log)
            throws IOException {
        try {
            if (!process.waitFor(limitSeconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Outcome(-1, "no end within " + limitSeconds + " s");
            }
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return new Outcome(-1, "interrupted");
        }
        return new Outcome(process.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
    }

    private static void abort(String reason) {
        if ("true".equals(System.getenv("CI"))) {
            fail(reason);
        }
        Assumptions.abort(reason);
    }
}
