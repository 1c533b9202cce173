package dev.outrigger.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A shell into which somebody pastes the code blocks of a page, one after the other. Variables
/// live on from block to block and from page to page.
final class PastedSession {
    private static final Pattern BLOCK =
            Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern ANSWERED = Pattern.compile("ANSWERED (\\d{3}) (\\S+) (\\S+)");
    private static final long LIMIT_SECONDS = 60;

    /// Says what was answered. Who follows a stream is made to leave off.
    private static final String CURL =
            """
            #!/bin/bash
            [ "$1" = -sN ] && limit=3 || limit=30
            saying='%{stderr}ANSWERED %{http_code} %{method} %{url_effective}\\n'
            exec "$CURL" -m $limit -w "$saying" "$@"
            """;

    /// Of the commands that a shell is told about because they were ended, as a page asks for.
    private static final String ENDED = "Terminated";

    private final Path folder;
    private final Map<String, Integer> ports;
    private final StringBuilder before = new StringBuilder();

    /// @param folder for what the shell needs
    /// @param ports by those that the pages name
    PastedSession(Path folder, Map<String, Integer> ports) {
        this.folder = folder;
        this.ports = ports;
        write("curl", CURL);
        folder.resolve("curl").toFile().setExecutable(true);
    }

    /// Commands, and where they stand.
    record Block(String place, String commands) {
        /// Whether it only says what later blocks use.
        boolean defines() {
            return commands.lines().allMatch(line -> line.matches("[A-Z]+=.*"));
        }
    }

    /// A request and the status of its answer.
    ///
    /// @param request method, path and query
    record Answered(String request, int status) {}

    /// @param complaints lines on standard error that are none of ours
    record Outcome(List<Answered> answered, List<String> complaints, String output) {}

    /// The blocks of a page that ask something by curl, or say what those need.
    static List<Block> blocks(Path page) {
        String text = read(page);
        List<Block> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            long line = text.substring(0, block.start()).lines().count() + 1;
            Block found = new Block(page + ":" + line, block.group(2));
            if (block.group(1).isEmpty()
                    && (found.commands().contains("curl ") || found.defines())) {
                blocks.add(found);
            }
        }
        return blocks;
    }

    /// Runs all of them, to the end.
    Outcome paste(List<Block> blocks) {
        StringBuilder script = new StringBuilder("set -u\n").append(before);
        for (Block block : blocks) {
            String commands = here(block.commands());
            if (block.defines()) {
                before.append(commands);
            }
            script.append("echo; echo '# ").append(block.place()).append("'\n").append(commands);
        }
        write("script", script.toString());
        run();
        String said = read(folder.resolve("errors"));
        List<String> complaints =
                said.lines()
                        .filter(line -> !line.isBlank() && !line.contains(ENDED))
                        .filter(line -> !ANSWERED.matcher(line).matches())
                        .toList();
        return new Outcome(answered(said), complaints, read(folder.resolve("output")));
    }

    private String here(String commands) {
        String text = commands;
        for (Map.Entry<String, Integer> port : ports.entrySet()) {
            text = text.replaceAll("\\b" + port.getKey() + "\\b", port.getValue().toString());
        }
        return text;
    }

    private static List<Answered> answered(String said) {
        return ANSWERED.matcher(said)
                .results()
                .map(
                        match -> {
                            URI uri = URI.create(match.group(3));
                            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
                            return new Answered(
                                    match.group(2) + " " + uri.getRawPath() + query,
                                    Integer.parseInt(match.group(1)));
                        })
                .toList();
    }

    private void run() {
        ProcessBuilder shell =
                new ProcessBuilder(
                        "bash", "-c", "CURL=$(command -v curl) PATH=.:$PATH exec bash script");
        shell.directory(folder.toFile());
        shell.redirectOutput(folder.resolve("output").toFile());
        shell.redirectError(folder.resolve("errors").toFile());
        try {
            Process process = shell.start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still pasting: " + read(folder.resolve("output")));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
