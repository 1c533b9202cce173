package dev.outrigger.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class MergePatchTest {
    @Test
    void replacesAddsAndEmptiesFields() {
        Map<String, Object> item = Map.of("id", "p1", "title", "old", "rating", 4);
        Map<String, Object> patch = object("title", "new", "rating", null, "status", "ACTIVE");

        assertThat(MergePatch.apply(item, patch))
                .isEqualTo(object("id", "p1", "title", "new", "rating", null, "status", "ACTIVE"));
    }

    @Test
    void mergesObjectsAndRemovesTheirMembersByNull() {
        Map<String, Object> item =
                Map.of("meta", Map.of("a", 1, "b", Map.of("c", 2, "d", 3)), "tags", List.of("x"));
        Map<String, Object> patch = object("meta", object("a", null, "b", object("c", null)));

        assertThat(MergePatch.apply(item, patch))
                .isEqualTo(Map.of("meta", Map.of("b", Map.of("d", 3)), "tags", List.of("x")));
    }

    @Test
    void replacesArraysWhole() {
        assertThat(
                        MergePatch.apply(
                                Map.of("tags", List.of("x", "y")),
                                Map.of("tags", Arrays.asList(null, "z"))))
                .isEqualTo(Map.of("tags", Arrays.asList(null, "z")));
    }

    @Test
    void putsAnObjectInThePlaceOfAnythingElse() {
        assertThat(
                        MergePatch.apply(
                                Map.of("meta", "text"), object("meta", object("a", 1, "b", null))))
                .isEqualTo(Map.of("meta", Map.of("a", 1)));
    }

    @Test
    void leavesTheItemAsItWas() {
        Map<String, Object> meta = new LinkedHashMap<>(Map.of("a", 1));
        Map<String, Object> item = Collections.unmodifiableMap(object("meta", meta));

        MergePatch.apply(item, object("meta", object("a", 2)));

        assertThat(meta).isEqualTo(Map.of("a", 1));
    }

    private static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int index = 0; index < namesAndValues.length; index += 2) {
            object.put((String) namesAndValues[index], namesAndValues[index + 1]);
        }
        return object;
    }
}
