package dev.outrigger.sync.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// How two changes of one value become one.
class ThreeWayMergeTest {
    @ParameterizedTest
    @EnumSource(FieldRule.class)
    void AC59_whatOnlyOneSideChangedStaysAsThatSideLeftIt(FieldRule rule) {
        assertThat(ThreeWayMerge.merge(rule, "base", "ours", "base")).isEqualTo("ours");
        assertThat(ThreeWayMerge.merge(rule, "base", "base", "theirs")).isEqualTo("theirs");
        assertThat(ThreeWayMerge.merge(rule, "base", null, "base")).isNull();
    }

    @Test
    void aFieldWithoutARuleOfItsOwnIsTheClients() {
        assertThat(ThreeWayMerge.merge(FieldRule.REPLACE, "base", "ours", "theirs"))
                .isEqualTo("ours");
        assertThat(
                        ThreeWayMerge.merge(
                                FieldRule.REPLACE,
                                Map.of("city", "Oslo"),
                                Map.of("city", "Rome"),
                                Map.of("city", "Bern")))
                .isEqualTo(Map.of("city", "Rome"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // base | ours | theirs | merged
                "a,     a b,   a c,   a c b",
                "a b,   b,     a b c, b c",
                "a b,   a b c, a,     a c",
                "a b,   -,     a b c, -",
                "-,     a b,   b c,   b c a",
                "a,     a b,   a b,   a b",
                "a b c, c b a, a b c d, a b c d",
            })
    void R11_aSetHoldsWhatEitherSideAddedOnceAndNothingThatEitherSideRemoved(
            @Nullable String base,
            @Nullable String ours,
            @Nullable String theirs,
            @Nullable String merged) {
        assertThat(ThreeWayMerge.merge(FieldRule.SET, words(base), words(ours), words(theirs)))
                .isEqualTo(words(merged));
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                // base | ours | theirs | merged
                "a c,     a b c,   a c d,   a b c d",
                "a c,     x a c,   a c d,   x a c d",
                "a b c,   a c,     a b c d, a c d",
                "a b c,   a b x c, a c,     a x c",
                "a a,     a a a,   a a b,   a a a b",
                "a b,     a b c d, x a b,   x a b c d",
                "a,       a b,     a b,     a b",
            })
    void R11_aListGetsTheClientsInsertionsAndRemovals(
            String base, String ours, String theirs, String merged) {
        assertThat(ThreeWayMerge.merge(FieldRule.LIST, words(base), words(ours), words(theirs)))
                .isEqualTo(words(merged));
    }

    @Test
    void anObjectWithAnIdIsOneElementHoweverItWasEdited() {
        // Given
        Map<String, Object> before = Map.of("id", 1, "done", false);
        Map<String, Object> edited = Map.of("id", 1, "done", true);
        Map<String, Object> added = Map.of("id", 2, "done", false);

        // Then
        for (FieldRule rule : List.of(FieldRule.SET, FieldRule.LIST)) {
            assertThat(
                            ThreeWayMerge.merge(
                                    rule, List.of(before), List.of(edited), List.of(before, added)))
                    .isEqualTo(List.of(edited, added));
        }
    }

    @Test
    void aCounterAddsUpWhatBothSidesDid() {
        assertThat(ThreeWayMerge.merge(FieldRule.COUNTER, 10, 13, 12)).isEqualTo(15);
        assertThat(ThreeWayMerge.merge(FieldRule.COUNTER, 10L, 8L, 11L)).isEqualTo(9L);
        assertThat(ThreeWayMerge.merge(FieldRule.COUNTER, 0.1, 0.3, 0.2)).isEqualTo(0.4);
        assertThat(ThreeWayMerge.merge(FieldRule.COUNTER, null, 2, 3)).isEqualTo(5);
    }

    @Test
    void aCounterThatWouldOverflowStaysWhatTheClientWrote() {
        assertThat(ThreeWayMerge.merge(FieldRule.COUNTER, 0, Integer.MAX_VALUE, Integer.MAX_VALUE))
                .isEqualTo(Integer.MAX_VALUE);
    }

    private static @Nullable List<String> words(@Nullable String text) {
        return text == null ? null : Arrays.asList(text.split(" "));
    }
}
