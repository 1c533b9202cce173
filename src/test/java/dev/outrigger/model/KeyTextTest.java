package dev.outrigger.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.testing.BlogSchema;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class KeyTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b", "%", "%2F", "%25/%2F", "/", "☃ -"})
    void aKeyIsReadBackFromItsText(String country) {
        // Given
        ItemKey key = new ItemKey("Depot", List.of(country, -7));

        // When
        ItemKey read = KeyText.read(BlogSchema.model("Depot"), key.text());

        // Then
        assertThat(read).isEqualTo(key);
    }
}
