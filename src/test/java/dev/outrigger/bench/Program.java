package dev.outrigger.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Programs of this machine that generate load.
final class Program {
    private Program() {}

    /// @param harmless an argument with which the program ends at once
    static boolean isInstalled(String program, String harmless) throws InterruptedException {
        try {
            new ProcessBuilder(program, harmless)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            return true;
        } catch (IOException absent) {
            return false;
        }
    }

    /// Runs it to its end.
    ///
    /// @param expected what it says when all went well
    static Matcher run(ProcessBuilder program, Pattern expected)
            throws IOException, InterruptedException {
        Process process = program.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher found = expected.matcher(said);
        if (process.waitFor() != 0 || !found.find()) {
            throw new IOException(program.command().getFirst() + " failed: " + said);
        }
        return found;
    }
}
