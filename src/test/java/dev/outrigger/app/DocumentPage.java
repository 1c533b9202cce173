package dev.outrigger.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a page of the documents has in code blocks: commands to paste, and what they answer.
final class DocumentPage {
    private static final Pattern BLOCK =
            Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    /// What a client of a running demo pastes. Other commands start or build something.
    private static final Pattern ASKING =
            Pattern.compile(
                    "\\bcurl -|\\bwebsocat -|\\bnode -e|\\bpython3 -c|\\bjava Follow|outrigger.jar"
                            + " observe");

    private DocumentPage() {}

    /// Commands, and where they stand.
    ///
    /// @param shown the code block right behind them, which says what they answer; empty for none
    record Block(String place, String commands, String shown) {
        /// Whether it only says what later blocks use.
        boolean defines() {
            return commands.lines().allMatch(line -> line.matches("[A-Z]+=.*"));
        }

        /// Whether it goes on until somebody ends it.
        boolean follows() {
            return !commands.contains("kill ")
                    && Pattern.compile("-sN|/v1/observe|java Follow|outrigger.jar observe")
                            .matcher(commands)
                            .find();
        }

        /// Whether each of its commands gives one answer and ends.
        boolean asks() {
            return !defines() && !follows();
        }
    }

    private record Fence(String language, String text, int start, int end) {}

    /// The blocks that ask a running demo, or say what those need.
    static List<Block> blocks(Path page) {
        String text = read(page);
        List<Fence> fences =
                BLOCK.matcher(text)
                        .results()
                        .map(
                                found ->
                                        new Fence(
                                                found.group(1),
                                                found.group(2),
                                                found.start(),
                                                found.end()))
                        .toList();
        List<Block> blocks = new ArrayList<>();
        for (int index = 0; index < fences.size(); index++) {
            Fence fence = fences.get(index);
            long line = text.substring(0, fence.start()).lines().count() + 1;
            Block block = new Block(page + ":" + line, fence.text(), shown(text, fences, index));
            if (fence.language().isEmpty() && (isAsking(fence) || block.defines())) {
                blocks.add(block);
            }
        }
        return blocks;
    }

    private static String shown(String text, List<Fence> fences, int index) {
        if (index + 1 == fences.size()) {
            return "";
        }
        Fence next = fences.get(index + 1);
        boolean adjacent = text.substring(fences.get(index).end(), next.start()).isBlank();
        return adjacent && !isAsking(next) ? next.text() : "";
    }

    private static boolean isAsking(Fence fence) {
        Matcher asking = ASKING.matcher(fence.text());
        return fence.language().isEmpty() && asking.find();
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
