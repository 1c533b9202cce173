package dev.outrigger.predicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.predicate.SearchText.Part;
import dev.outrigger.predicate.SearchText.Part.Beginning;
import dev.outrigger.predicate.SearchText.Part.NoBeginning;
import dev.outrigger.predicate.SearchText.Part.Words;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class SearchTextTest {
    private static List<List<Part>> read(String text) {
        return SearchText.read(text).alternatives();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a  b or -c", "\"a b", "*", "-*", "** or *", "\"a*\"", "a*b", "a\"*"})
    void isTheDatabasesWholeWhenNoWordIsABeginning(String text) {
        assertThat(read(text)).containsExactly(List.of(new Words(text)));
    }

    @Test
    void takesBeginningsOutOfTheWordsAroundThem() {
        assertThat(read("red on*")).containsExactly(List.of(new Beginning("on"), new Words("red")));
        assertThat(read("on** \"red wine\" -dry -sw*"))
                .containsExactly(
                        List.of(
                                new Beginning("on"),
                                new NoBeginning("sw"),
                                new Words("\"red wine\" -dry")));
    }

    @Test
    void aBeginningStandsOnItsSideOfAnOr() {
        assertThat(read("red on* OR white or g*"))
                .containsExactly(
                        List.of(new Beginning("on"), new Words("red")),
                        List.of(new Words("white")),
                        List.of(new Beginning("g")));
    }

    @Test
    void anOrWithNothingOnASideCountsForNothing() {
        assertThat(read("or on* or or")).containsExactly(List.of(new Beginning("on")));
    }

    @Test
    void aQuoteEndsAWordAndAnOpenOneTakesTheRest() {
        assertThat(read("on*\"a* b"))
                .containsExactly(List.of(new Beginning("on"), new Words("\"a* b")));
        assertThat(read("o'n\\&:* 日本* Ünï*"))
                .containsExactly(
                        List.of(
                                new Beginning("o'n\\&:"),
                                new Beginning("日本"),
                                new Beginning("Ünï")));
    }
}
