package dev.outrigger.api.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.outrigger.api.TestSchema;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

class KeyReaderTest {
    private static final Model INVENTORY = TestSchema.read().required("Inventory");

    @ParameterizedTest
    @ValueSource(strings = {"plain", "a/b", "100% + 1", "ä€😀", "..", "a b\tc", "%2F", "?#&="})
    void AC26_readsWhatItWrites(String text) {
        // Given
        ItemKey key = new ItemKey("Inventory", List.of(text, 7, text));

        // When
        String path = KeyReader.path(key);

        // Then
        assertThat(path).matches("[A-Za-z0-9%._*/-]+");
        assertThat(KeyReader.fromPath(INVENTORY, Arrays.asList(path.split("/", -1))))
                .isEqualTo(key);
    }

    @Test
    void readsAnObjectOfKeyFields() {
        // When
        ItemKey key =
                KeyReader.fromJson(
                        INVENTORY, Map.of("name", "n", "productId", "p", "warehouse", 7));

        // Then
        assertThat(key).isEqualTo(new ItemKey("Inventory", List.of("p", 7, "n")));
    }

    @Test
    void namesThePartThatIsWrong() {
        assertRefused("/warehouse", "p", "x", "n");
        assertRefused("/warehouse", "p", "7.0", "n");
        assertRefused("/warehouse", "p", "4294967296", "n");
        assertRefused("/productId", "", "7", "n");
        assertRefused("/name", "p", "7", "%zz");
        assertRefused("/name", "p", "7", "a%00");
        assertRefused("/name", "p", "7", "%ff");
        assertRefused("/name", "p", "7", "%C3");
        assertRefused("", "p", "7");
        assertRefused("", "p", "7", "n", "more");
    }

    @Test
    void takesNoNumberForATextAndNoTextForANumber() {
        assertRefused("/warehouse", Map.of("name", "n", "productId", "p", "warehouse", "7"));
        assertRefused("/productId", Map.of("name", "n", "productId", 1, "warehouse", 7));
        assertRefused("/name", Map.of("productId", "p", "warehouse", 7));
        assertRefused("/count", Map.of("count", 1));
    }

    private static void assertRefused(String path, String... segments) {
        assertThatExceptionOfType(RequestRefused.class)
                .isThrownBy(() -> KeyReader.fromPath(INVENTORY, List.of(segments)))
                .satisfies(
                        refused ->
                                assertThat(refused.problem().extensions())
                                        .containsEntry("path", path));
    }

    private static void assertRefused(String path, Map<String, @Nullable Object> json) {
        assertThatExceptionOfType(RequestRefused.class)
                .isThrownBy(() -> KeyReader.fromJson(INVENTORY, json))
                .satisfies(
                        refused ->
                                assertThat(refused.problem().extensions())
                                        .containsEntry("path", path));
    }
}
