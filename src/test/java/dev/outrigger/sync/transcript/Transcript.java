package dev.outrigger.sync.transcript;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A story in a text file: paragraphs of prose, and steps. A step is an event, a line `----`, and
/// what follows from it.
record Transcript(List<Paragraph> paragraphs) {
    private static final String RULE = "----";

    /// @param lines of prose, or of the event
    /// @param outcome what follows from the event; empty for prose
    private record Paragraph(List<String> lines, List<String> outcome, boolean step) {
        static Paragraph of(List<String> lines) {
            int rule = lines.indexOf(RULE);
            return rule < 0
                    ? new Paragraph(lines, List.of(), false)
                    : new Paragraph(
                            lines.subList(0, rule), lines.subList(rule + 1, lines.size()), true);
        }

        String text() {
            return step
                    ? Stream.of(lines, List.of(RULE), outcome)
                            .flatMap(List::stream)
                            .collect(Collectors.joining("\n"))
                    : String.join("\n", lines);
        }

        Paragraph told(Function<List<String>, List<String>> teller) {
            return step ? new Paragraph(lines, teller.apply(lines), true) : this;
        }
    }

    static Transcript read(String text) {
        return new Transcript(
                Stream.of(text.strip().split("\n{2,}"))
                        .map(paragraph -> Paragraph.of(paragraph.lines().toList()))
                        .toList());
    }

    /// The same events, with what follows from them now.
    ///
    /// @param teller answers the lines that follow from the lines of an event
    Transcript told(Function<List<String>, List<String>> teller) {
        return new Transcript(
                paragraphs.stream().map(paragraph -> paragraph.told(teller)).toList());
    }

    String text() {
        return paragraphs.stream().map(Paragraph::text).collect(Collectors.joining("\n\n")) + "\n";
    }
}
