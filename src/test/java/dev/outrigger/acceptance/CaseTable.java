package dev.outrigger.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The tables of `docs/acceptance-cases.md`: a row for each case, its tests in the last column.
record CaseTable(List<String> lines) {
    private static final Pattern ROW =
            Pattern.compile("\\| (R?[0-9]+) \\| ([^|]+) \\|(?: ([^|]*))?\\|");

    CaseTable {
        lines = List.copyOf(lines);
    }

    /// In the order of the rows.
    List<String> cases() {
        List<String> cases = new ArrayList<>();
        for (String line : lines) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                cases.add(row.group(1));
            }
        }
        return cases;
    }

    CaseTable with(NumberedTests tests) {
        return new CaseTable(lines.stream().map(line -> with(tests, line)).toList());
    }

    private static String with(NumberedTests tests, String line) {
        Matcher row = ROW.matcher(line);
        return row.matches()
                ? "| %s | %s | %s |"
                        .formatted(row.group(1), row.group(2), written(tests.of(row.group(1))))
                : line;
    }

    private static String written(Set<String> files) {
        return files.isEmpty()
                ? "none"
                : files.stream().map(name -> '`' + name + '`').collect(Collectors.joining(", "));
    }
}
