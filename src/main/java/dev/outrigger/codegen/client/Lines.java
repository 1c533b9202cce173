package dev.outrigger.codegen.client;

import java.util.Collection;
import java.util.stream.Collectors;

/// A text under construction, line by line.
final class Lines {
    private final StringBuilder text = new StringBuilder();
    private final String margin;

    /// @param margin one level of indentation
    Lines(String margin) {
        this.margin = margin;
    }

    Lines add(int level, String line) {
        text.append(margin.repeat(level)).append(line).append('\n');
        return this;
    }

    Lines blank() {
        text.append('\n');
        return this;
    }

    /// Names as literals, separated by commas.
    static String quoted(Collection<String> names, String quote) {
        return names.stream().map(name -> quote + name + quote).collect(Collectors.joining(", "));
    }

    String text() {
        return text.toString();
    }
}
