package dev.outrigger.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

class SubstitutionTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("A", "1$2", "EMPTY", "");

    @ParameterizedTest
    @CsvSource({
        "plain, plain",
        "${A}, 1$2",
        "x${A}y${A}z, x1$2y1$2z",
        "${A:other}, 1$2",
        "${B:other}, other",
        "${B:}, ''",
        "${EMPTY:other}, other",
        "${B:http://h:1/p}, http://h:1/p",
        "$${A}, ${A}",
        "$A and $5, $A and $5",
    })
    void replacesReferences(String text, String expected) {
        assertThat(Substitution.replace(text, ENVIRONMENT))
                .isEqualTo(new Substitution.Outcome.Replaced(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"${B}", "${EMPTY}"})
    void missesWhatIsNotSet(String text) {
        assertThat(Substitution.replace(text, ENVIRONMENT))
                .isInstanceOf(Substitution.Outcome.Missing.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"${A", "${}", "${1A}", "${A b}"})
    void refusesWhatIsNoReference(String text) {
        assertThat(Substitution.replace(text, ENVIRONMENT))
                .isEqualTo(new Substitution.Outcome.Malformed());
    }

    @Test
    void aValueIsNotReadAgain() {
        assertThat(Substitution.replace("${A}", Map.of("A", "${B}")))
                .isEqualTo(new Substitution.Outcome.Replaced("${B}"));
    }
}
