package dev.outrigger.sync.evolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.json.Json;
import dev.outrigger.testing.BlogSchema;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

class SchemaShapeTest {
    private static SchemaShape of(String document) {
        return SchemaShape.of(BlogSchema.read(document));
    }

    private static ModelChange change(String before, String after) {
        String document = "type N @model { id: ID! f: %s }";
        return of(document.formatted(before)).changes(of(document.formatted(after))).get("N");
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
        assertThat(change(before, after)).isEqualTo(new ModelChange.Fits());
    }

    @Test
    void aFieldMayGo() {
        assertThat(of("type N @model { id: ID! f: Int }").changes(of("type N @model { id: ID! }")))
                .containsExactly(Map.entry("N", new ModelChange.Fits()));
    }

    @Test
    void fieldsThatAreNewAtAnyDepthAreAskedFor() {
        SchemaShape before = of("type N @model { id: ID! t: T } type T { s: Int }");
        SchemaShape after = of("type N @model { id: ID! t: T f: Int } type T { s: Int u: [Int] }");

        assertThat(before.changes(after))
                .containsEntry("N", new ModelChange.Grown(List.of("N.f", "T.u")));
    }

    @ParameterizedTest
    @CsvSource({"Int, Int!", "Int, Float", "Int, [Int]", "[Int], [Int!]", "String, ID"})
    void aFieldThatAllowsLessOrSomethingElseRebuildsItsModel(String before, String after) {
        assertThat(change(before, after))
                .isEqualTo(
                        new ModelChange.Rebuilt(
                                List.of("field N.f changed from " + before + " to " + after)));
    }

    @Test
    void enumsAndEmbeddedTypesCountForTheModelsThatAreMadeOfThem() {
        // Given
        SchemaShape before =
                of(
                        "type N @model { id: ID! t: T } type M @model { id: ID! s: Int }"
                                + " enum E { A B } type T { e: E }");

        // When
        SchemaShape after =
                of(
                        "type N @model { id: ID! t: T } type M @model { id: ID! s: Int }"
                                + " enum E { A C } type T { e: E t: Int! }");

        // Then
        assertThat(before.changes(after))
                .containsEntry(
                        "N",
                        new ModelChange.Rebuilt(
                                List.of(
                                        "field T.t is new and required",
                                        "value B of E was removed")))
                .containsEntry("M", new ModelChange.Fits());
    }

    @Test
    void aTypeMayNotTurnFromEnumToEmbedded() {
        // Given
        SchemaShape before = of("type N @model { id: ID! t: T } enum T { A }");

        // When
        SchemaShape after = of("type N @model { id: ID! t: T } type T { a: Int }");

        // Then
        assertThat(before.changes(after).get("N")).isInstanceOf(ModelChange.Rebuilt.class);
        assertThat(after.changes(before).get("N")).isInstanceOf(ModelChange.Rebuilt.class);
    }

    @Test
    void anotherKeyMakesOtherItems() {
        // Given
        SchemaShape before = of("type N @model { a: ID! @primaryKey b: ID! }");

        // When
        SchemaShape after =
                of("type N @model { a: ID! @primaryKey(sortKeyFields: [\"b\"]) b: ID! }");

        // Then
        assertThat(before.changes(after))
                .containsEntry(
                        "N",
                        new ModelChange.Rekeyed(List.of("its key changed from [a] to [a, b]")));
    }

    @Test
    void aModelMayGo() {
        assertThat(
                        of("type N @model { id: ID! } type M @model { id: ID! }")
                                .changes(of("type M @model { id: ID! }")))
                .containsExactly(
                        Map.entry("N", new ModelChange.Removed()),
                        Map.entry("M", new ModelChange.Fits()));
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
