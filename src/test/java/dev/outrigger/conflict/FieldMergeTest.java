package dev.outrigger.conflict;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

class FieldMergeTest {
    private static final int ROUNDS = 2_000;

    @Test
    void mergesTheWorkedExampleOfTheContract() {
        // Given
        var stored =
                fields(
                        "name",
                        "Nadia",
                        "tags",
                        List.of("a", "b"),
                        "addr",
                        fields("city", "Oslo", "zip", null),
                        "age",
                        null);
        var incoming =
                fields(
                        "name",
                        "Nadja",
                        "tags",
                        List.of("b", "c"),
                        "addr",
                        fields("city", "Rome", "zip", "0150"),
                        "age",
                        30);

        // When
        var merged = FieldMerge.merge(stored, incoming);

        // Then
        assertThat(merged)
                .isEqualTo(
                        fields(
                                "name",
                                "Nadia",
                                "tags",
                                List.of("a", "b", "b", "c"),
                                "addr",
                                fields("city", "Oslo", "zip", "0150"),
                                "age",
                                30));
    }

    @Test
    void keepsTheStoredValueWhenTheTypesDiffer() {
        var stored = fields("a", List.of(1), "b", fields("x", 1), "c", "text");
        var incoming = fields("a", "text", "b", List.of(2), "c", fields("y", 2));
        assertThat(FieldMerge.merge(stored, incoming)).isEqualTo(stored);
    }

    @Test
    void nullRemovesNothing() {
        var stored = fields("a", 1, "b", List.of(1), "c", fields("x", 1));
        var incoming = fields("a", null, "b", null, "c", fields("x", null));
        assertThat(FieldMerge.merge(stored, incoming)).isEqualTo(stored);
    }

    @Test
    void keepsNullElementsOfLists() {
        var merged =
                FieldMerge.merge(
                        fields("a", Arrays.asList("x", null)),
                        fields("a", Arrays.asList(null, "y")));
        assertThat(merged).isEqualTo(fields("a", Arrays.asList("x", null, null, "y")));
    }

    @Test
    void neverLosesAStoredScalarOrElement() {
        var random = new Random(7);
        for (int round = 0; round < ROUNDS; round++) {
            var stored = randomMap(random, 3);
            var merged = FieldMerge.merge(stored, randomMap(random, 3));
            assertContains(merged, stored);
        }
    }

    @Test
    void mergingNothingChangesNothing() {
        var random = new Random(8);
        for (int round = 0; round < ROUNDS; round++) {
            var stored = randomMap(random, 3);
            assertThat(FieldMerge.merge(stored, Map.of())).isEqualTo(stored);
            assertThat(FieldMerge.merge(Map.of(), stored)).isEqualTo(stored);
        }
    }

    /// Two stale updates give the same item whether they come one by one or, merged, as one. Where
    /// both are present but of different kinds the order decides, so kinds follow from the name
    /// here.
    @Test
    void isAssociativeWhenAFieldHasOneKind() {
        var random = new Random(9);
        for (int round = 0; round < ROUNDS; round++) {
            var first = typedMap(random, 3);
            var second = typedMap(random, 3);
            var third = typedMap(random, 3);
            assertThat(FieldMerge.merge(FieldMerge.merge(first, second), third))
                    .isEqualTo(FieldMerge.merge(first, FieldMerge.merge(second, third)));
        }
    }

    private static void assertContains(@Nullable Object merged, @Nullable Object stored) {
        switch (stored) {
            case null -> {}
            case List<?> list ->
                    assertThat(((List<?>) merged).subList(0, list.size())).isEqualTo(list);
            case Map<?, ?> map ->
                    map.forEach(
                            (key, value) -> assertContains(((Map<?, ?>) merged).get(key), value));
            case Object scalar -> assertThat(merged).isEqualTo(scalar);
        }
    }

    private static Map<String, @Nullable Object> randomMap(Random random, int depth) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (String name : List.of("a", "b", "c", "d")) {
            if (random.nextInt(4) > 0) {
                map.put(name, randomValue(random, depth, random.nextInt(5)));
            }
        }
        return map;
    }

    private static Map<String, @Nullable Object> typedMap(Random random, int depth) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int kind = 0; kind < 5; kind++) {
            if (random.nextInt(4) > 0) {
                Object value =
                        kind == 4 && depth > 0
                                ? typedMap(random, depth - 1)
                                : randomValue(random, 0, kind);
                map.put("f" + kind, random.nextInt(5) == 0 ? null : value);
            }
        }
        return map;
    }

    private static @Nullable Object randomValue(Random random, int depth, int kind) {
        return switch (kind) {
            case 0 -> null;
            case 1 -> "s" + random.nextInt(3);
            case 2 -> random.nextInt(3);
            case 3 -> randomList(random);
            default -> depth == 0 ? Boolean.TRUE : randomMap(random, depth - 1);
        };
    }

    private static List<Object> randomList(Random random) {
        List<Object> list = new ArrayList<>();
        for (int size = random.nextInt(3); size > 0; size--) {
            list.add(random.nextInt(3));
        }
        return list;
    }

    private static Map<String, @Nullable Object> fields(@Nullable Object... pairs) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int place = 0; place < pairs.length; place += 2) {
            values.put(String.valueOf(pairs[place]), pairs[place + 1]);
        }
        return values;
    }
}
