package dev.outrigger.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Compares `docs/acceptance-cases.md` with the names of all tests.
///
/// `-Dcases.rewrite=true` writes the tests into the table, to be read before it is committed.
class AcceptanceCasesTest {
    private static final Path TABLE = Path.of("docs/acceptance-cases.md");
    private static final int CASES = 155;
    private static final int REGRESSIONS = 12;

    private final NumberedTests tests = NumberedTests.under(Path.of("src/test"));

    @Test
    void theTableHasEveryCaseOnceAndInOrder() throws IOException {
        List<String> all =
                Stream.concat(
                                IntStream.rangeClosed(1, CASES).mapToObj(String::valueOf),
                                IntStream.rangeClosed(1, REGRESSIONS).mapToObj(n -> "R" + n))
                        .toList();

        assertThat(table().cases()).isEqualTo(all);
    }

    @Test
    void noTestCarriesTheNumberOfACaseThatThereIsNot() throws IOException {
        assertThat(table().cases()).containsAll(tests.cases());
    }

    @Test
    void eachCaseNamesTheTestsThatCarryItsNumber() throws IOException {
        CaseTable wanted = table().with(tests);

        if (Boolean.getBoolean("cases.rewrite")) {
            Files.write(TABLE, wanted.lines());
        }

        List<String> stale = new ArrayList<>(wanted.lines());
        stale.removeAll(table().lines());
        assertThat(stale)
                .as("rows as they should be; -Dcases.rewrite=true writes them, then read them")
                .isEmpty();
    }

    @Test
    void everyCaseHasATest() throws IOException {
        assertThat(tests.cases()).containsAll(table().cases());
    }

    private static CaseTable table() throws IOException {
        return new CaseTable(Files.readAllLines(TABLE));
    }
}
