package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.problem.ProblemType;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// Holds the page of problems to those that there are.
class ErrorsPageTest {
    private static final Path PAGE = Path.of("docs/errors.md");
    private static final String ROW = "| `";

    /// One row of the table: type, status, cause, what the client does, what the operator does.
    private record Row(List<String> cells) {
        static Row of(String line) {
            String inside = line.substring(1, line.length() - 1);
            return new Row(Arrays.stream(inside.split("\\|", -1)).map(String::strip).toList());
        }

        String typeAndStatus() {
            return cells.get(0) + " " + cells.get(1);
        }
    }

    @Test
    void thePageHasEachKindOfProblemOnceWithItsStatusAndNoOther() throws IOException {
        List<String> known =
                Arrays.stream(ProblemType.values())
                        .map(type -> "`" + type.slug() + "` " + type.status())
                        .toList();

        assertThat(rows())
                .extracting(Row::typeAndStatus)
                .containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    void everyRowSaysTheCauseAndWhatClientAndOperatorDo() throws IOException {
        assertThat(rows())
                .allSatisfy(
                        row -> {
                            assertThat(row.cells()).hasSize(5);
                            assertThat(row.cells()).noneMatch(String::isBlank);
                        });
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith(ROW))
                .map(Row::of)
                .toList();
    }
}
