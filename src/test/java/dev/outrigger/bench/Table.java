package dev.outrigger.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The result as a table in Markdown, so that it can go into the documentation as it is.
final class Table {
    private static final List<String> HEAD =
            List.of("measured", "unit", "figure", "reference", "ratio", "bar", "", "note");

    private Table() {}

    static String of(List<Figure> figures) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        figures.forEach(figure -> rows.add(row(figure)));
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < HEAD.size(); column++) {
            int place = column;
            widths.add(rows.stream().mapToInt(row -> row.get(place).length()).max().orElse(0));
        }
        List<String> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(line(row, widths)));
        lines.add(1, rule(widths));
        return String.join("\n", lines);
    }

    private static List<String> row(Figure figure) {
        Figure.Reference reference = figure.reference();
        return List.of(
                figure.what(),
                figure.unit(),
                number(figure.value()),
                reference == null ? "" : reference.name() + " " + number(reference.value()),
                reference == null ? "" : String.format(Locale.ROOT, "%.2f", figure.ratio()),
                figure.bar().text(),
                verdict(figure),
                figure.note());
    }

    private static String verdict(Figure figure) {
        if (figure.bar() instanceof Bar.None) {
            return "";
        }
        return figure.misses() ? "MISS" : "pass";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%.0f", value);
    }

    private static String line(List<String> cells, List<Integer> widths) {
        List<String> padded = new ArrayList<>();
        for (int column = 0; column < cells.size(); column++) {
            String cell = cells.get(column);
            padded.add(cell + " ".repeat(widths.get(column) - cell.length()));
        }
        return "| " + String.join(" | ", padded) + " |";
    }

    private static String rule(List<Integer> widths) {
        return widths.stream()
                .map(width -> "-".repeat(width + 2))
                .collect(Collectors.joining("|", "|", "|"));
    }
}
