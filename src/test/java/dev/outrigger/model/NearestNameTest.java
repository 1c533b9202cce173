package dev.outrigger.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class NearestNameTest {
    private static final List<String> KNOWN = List.of("title", "rating", "id");

    @Test
    void findsTypos() {
        assertThat(NearestName.of("tilte", KNOWN)).contains("title");
        assertThat(NearestName.of("RATING", KNOWN)).contains("rating");
        assertThat(NearestName.of("ratings", KNOWN)).contains("rating");
    }

    @Test
    void doesNotGuessWhereNothingIsNear() {
        assertThat(NearestName.of("author", KNOWN)).isEmpty();
        assertThat(NearestName.of("xy", KNOWN)).isEmpty();
        assertThat(NearestName.hint("author", KNOWN)).isEqualTo("known are title, rating, id");
    }
}
