package dev.outrigger.app;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// The standard streams: results on one, complaints and the log on the other.
record Console(PrintStream output, PrintStream errors) {
    /// Both in UTF-8, whatever the locale of a container says.
    static Console standard() {
        return new Console(utf8(System.out), utf8(System.err));
    }

    void print(String text) {
        output.println(text);
        output.flush();
    }

    /// Tells whoever waits for it that a server can serve.
    void ready(String name, String url) {
        print("READY " + name + " " + url);
    }

    void complain(String text) {
        errors.println("outrigger: " + text);
        errors.flush();
    }

    private static PrintStream utf8(PrintStream stream) {
        return new PrintStream(stream, true, StandardCharsets.UTF_8);
    }
}
