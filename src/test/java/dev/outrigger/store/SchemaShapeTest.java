package dev.outrigger.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.json.Json;
import dev.outrigger.testing.BlogSchema;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class SchemaShapeTest {
    private static SchemaShape of(String document) {
        return SchemaShape.of(BlogSchema.read(document));
    }

    private static List<String> obstacles(String before, String after) {
        String document = "type N @model { id: ID! f: %s }";
        return of(document.formatted(before)).obstacles(of(document.formatted(after)));
    }

    @ParameterizedTest
    @CsvSource({
        "Int, Int",
        "Int!, Int",
        "[Int], [Int]",
        "[Int!]!, [Int!]",
        "[Int!]!, [Int]!",
        "[Int!]!, [Int]"
    })
    void aFieldMayAllowMore(String before, String after) {
        assertThat(obstacles(before, after)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Int, Int!", "Int, Float", "Int, [Int]", "[Int], [Int!]", "String, ID"})
    void aFieldMayNotAllowLessOrSomethingElse(String before, String after) {
        assertThat(obstacles(before, after))
                .containsExactly("field N.f changed from " + before + " to " + after);
    }

    @Test
    void enumsAndEmbeddedTypesAreComparedToo() {
        // Given
        SchemaShape before =
                of("type N @model { id: ID! e: E t: T } enum E { A B } type T { s: Int }");

        // When
        SchemaShape after =
                of("type N @model { id: ID! e: E t: T } enum E { A C } type T { s: Int t: Int! }");

        // Then
        assertThat(before.obstacles(after))
                .containsExactly("field T.t is new and required", "value B of E was removed");
    }

    @Test
    void aChangedKeyIsAnObstacle() {
        // Given
        SchemaShape before = of("type N @model { a: ID! @primaryKey b: ID! }");

        // When
        SchemaShape after =
                of("type N @model { a: ID! @primaryKey(sortKeyFields: [\"b\"]) b: ID! }");

        // Then
        assertThat(before.obstacles(after))
                .containsExactly("the key of N changed from [a] to [a, b]");
    }

    @Test
    void aShapeThatWasStoredIsTheSameShape() {
        // Given
        SchemaShape shape = SchemaShape.of(BlogSchema.SCHEMA);

        // When
        SchemaShape read = SchemaShape.read(Json.readObject(Json.write(shape.written())));

        // Then
        assertThat(read).isEqualTo(shape);
    }
}
