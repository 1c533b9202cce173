package dev.outrigger.app;

import dev.outrigger.app.DocumentPage.Block;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A shell into which somebody pastes the code blocks of a page, one after the other. Variables
/// live on from block to block and from page to page.
///
/// What follows a stream runs as in a terminal of its own, until a change was told to it.
final class PastedSession {
    private static final Pattern ANSWERED =
            Pattern.compile("ANSWERED (\\d{3}) (\\S+) (\\S+)|AT (\\d+)");
    private static final long LIMIT_SECONDS = 90;

    /// The jar as the pages name it, and the property that says where it is.
    private static final String JAR = "target/outrigger.jar ";

    private static final String OUR_JAR = "outrigger.jar";

    /// The title of a post that is saved for those who follow a stream.
    static final String TOLD = "told to whom it may concern";

    private static final String CURL =
            """
            #!/bin/bash
            saying='%{stderr}ANSWERED %{http_code} %{method} %{url_effective}\\n'
            if [ "$1" = -sN ]; then
              exec "$CURL" "$@" > >(tee -a "answer.$BLOCK")
            fi
            "$CURL" -m 30 -w "$saying" "$@" > last
            code=$?
            cat last
            { cat last; echo; } >> "answer.$BLOCK"
            exit $code
            """;

    /// Node has WebSockets by itself since 22, and by this option before.
    private static final String NODE =
            """
            #!/bin/bash
            NODE_OPTIONS=--experimental-websocket exec "$NODE" --no-warnings "$@"
            """;

    private static final String JAVA =
            """
            #!/bin/bash
            exec "%s" -XX:TieredStopAtLevel=1 "$@"
            """;

    private static final String BEGINNING =
            """
            set -um
            await() { for _ in $(seq 300); do "$@" && return; sleep 0.05; done; }
            """;

    private static final String FOLLOW =
            """
            (. "./followed.$BLOCK") > "stream.$BLOCK" 2>&1 &
            await test -s "stream.$BLOCK"
            "$CURL" -s -o last http://127.0.0.1:4700/v1/models/Post \
              -H 'content-type: application/json' \
              -d '{"title": "%s", "status": "ACTIVE", "rating": 5}'
            await grep -q '%1$s' "stream.$BLOCK"
            kill -- -$!
            """
                    .formatted(TOLD);

    /// Of the commands that a shell is told about because they were ended.
    private static final String ENDED = "Terminated";

    private final Path folder;
    private final Map<String, Integer> ports;
    private final StringBuilder before = new StringBuilder();
    private int blocks;

    /// @param folder for what the shell needs
    /// @param ports by those that the pages name
    PastedSession(Path folder, Map<String, Integer> ports) {
        this.folder = folder;
        this.ports = ports;
        program("curl", CURL);
        program("node", NODE);
        program("java", JAVA.formatted(Path.of(System.getProperty("java.home"), "bin", "java")));
    }

    /// A request and the status of its answer.
    ///
    /// @param block that it was pasted with
    /// @param request method, path and query
    record Answered(Block block, String request, int status) {}

    /// @param answers the texts that came back, by the block that asked
    /// @param followed what the streams told, likewise
    /// @param complaints lines on standard error that are none of ours
    record Outcome(
            List<Answered> answered,
            Map<Block, String> answers,
            Map<Block, String> followed,
            List<String> complaints) {}

    /// Runs all of them, to the end.
    Outcome paste(List<Block> pasted) {
        StringBuilder script = new StringBuilder(BEGINNING).append(before);
        Map<String, Block> numbered = new LinkedHashMap<>();
        for (Block block : pasted) {
            String number = Integer.toString(blocks++);
            numbered.put(number, block);
            String commands = here(block.commands());
            if (block.defines()) {
                before.append(commands);
            }
            script.append("export BLOCK=%1$s; echo AT %1$s >&2\n".formatted(number));
            if (block.follows()) {
                write("followed." + number, commands);
                script.append(here(FOLLOW));
            } else {
                script.append(commands);
            }
        }
        write("script", script.toString());
        run();
        return outcome(numbered);
    }

    private Outcome outcome(Map<String, Block> numbered) {
        String said = read("errors");
        List<String> complaints =
                said.lines()
                        .filter(line -> !line.isBlank() && !line.contains(ENDED))
                        .filter(line -> !ANSWERED.matcher(line).matches())
                        .toList();
        Map<Block, String> answers = new LinkedHashMap<>();
        Map<Block, String> followed = new LinkedHashMap<>();
        numbered.forEach(
                (number, block) -> {
                    answers.put(block, read("answer." + number));
                    if (block.follows()) {
                        followed.put(block, read("stream." + number));
                    }
                });
        return new Outcome(answered(said, numbered), answers, followed, complaints);
    }

    private String here(String commands) {
        String text =
                commands.replace(JAR, Path.of(System.getProperty(OUR_JAR)).toAbsolutePath() + " ");
        for (Map.Entry<String, Integer> port : ports.entrySet()) {
            text = text.replaceAll("\\b" + port.getKey() + "\\b", port.getValue().toString());
        }
        return text;
    }

    private static List<Answered> answered(String said, Map<String, Block> numbered) {
        List<Answered> answered = new ArrayList<>();
        Matcher match = ANSWERED.matcher(said);
        Block block = null;
        while (match.find()) {
            if (match.group(4) != null) {
                block = numbered.get(match.group(4));
                continue;
            }
            URI uri = URI.create(match.group(3));
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            answered.add(
                    new Answered(
                            block,
                            match.group(2) + " " + uri.getRawPath() + query,
                            Integer.parseInt(match.group(1))));
        }
        return answered;
    }

    private void run() {
        ProcessBuilder shell =
                new ProcessBuilder(
                        "bash",
                        "-c",
                        "export CURL=$(command -v curl) NODE=$(command -v node);"
                                + " PATH=.:$PATH exec bash script");
        shell.directory(folder.toFile());
        shell.redirectOutput(folder.resolve("output").toFile());
        shell.redirectError(folder.resolve("errors").toFile());
        try {
            Process process = shell.start();
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError("still pasting: " + read("output") + read("errors"));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private void program(String name, String text) {
        write(name, text);
        folder.resolve(name).toFile().setExecutable(true);
    }

    private void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Empty for a file that nothing was written to.
    private String read(String name) {
        Path file = folder.resolve(name);
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
