package dev.outrigger.bench;

import java.io.IOException;

/// Which programs this machine has.
final class Installed {
    private Installed() {}

    /// @param harmless an argument with which the program ends at once
    static boolean has(String program, String harmless) throws InterruptedException {
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
}
