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

/// The folder below `target/` where Amplify's packages are installed and the client runs.
///
/// Without Node 20 or newer, or without its packages, the tests that need them are skipped and say
/// why; where the environment variable `CI` is `true` they fail instead.
final class NodeWorkspace {
    private static final Path SOURCE = Path.of("src", "test", "node");
    private static final Path FOLDER = Path.of("target", "node");
    private static final Path INSTALLED = FOLDER.resolve("installed-package-lock.json");
    private static final Pattern VERSION = Pattern.compile("v(\\d+)\\..*");
    private static final int OLDEST_NODE = 20;
    private static final long INSTALL_LIMIT_SECONDS = 300;
    private static final long VERSION_LIMIT_SECONDS = 20;

    private NodeWorkspace() {}

    /// The folder, ready to run `client.mjs` in.
    static synchronized Path ready() {
        requireNode();
        try {
            Files.createDirectories(FOLDER);
            for (String file :
                    List.of("package.json", "package-lock.json", "client.mjs", "shims.mjs")) {
                Files.copy(
                        SOURCE.resolve(file),
                        FOLDER.resolve(file),
                        StandardCopyOption.REPLACE_EXISTING);
            }
            Path lock = FOLDER.resolve("package-lock.json");
            if (!Files.exists(INSTALLED) || Files.mismatch(lock, INSTALLED) >= 0) {
                install();
                Files.copy(lock, INSTALLED, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
        return FOLDER;
    }

    private static void requireNode() {
        Outcome outcome = run(List.of("node", "--version"), VERSION_LIMIT_SECONDS);
        Matcher version = VERSION.matcher(outcome.output().strip());
        if (!version.matches() || Integer.parseInt(version.group(1)) < OLDEST_NODE) {
            abort(
                    "the real Amplify client needs Node %d or newer on the PATH, found: %s"
                            .formatted(OLDEST_NODE, outcome.output().strip()));
        }
    }

    private static void install() {
        Outcome outcome =
                run(
                        List.of("npm", "ci", "--prefer-offline", "--no-audit", "--no-fund"),
                        INSTALL_LIMIT_SECONDS);
        if (outcome.status() != 0) {
            abort("npm ci did not install Amplify's packages: " + outcome.output());
        }
    }

    private record Outcome(int status, String output) {}

    private static Outcome run(List<String> command, long limitSeconds) {
        try {
            Path log = Files.createTempFile("outrigger-node", ".log");
            try {
                return run(command, limitSeconds, log);
            } finally {
                Files.delete(log);
            }
        } catch (IOException absent) {
            return new Outcome(-1, "nothing, as it cannot be run (" + absent.getMessage() + ")");
        }
    }

    private static Outcome run(List<String> command, long limitSeconds, Path log)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        if (Files.isDirectory(FOLDER)) {
            builder.directory(FOLDER.toFile());
        }
        Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
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
