package dev.outrigger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.model.Version;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.predicate.PredicateReader;
import dev.outrigger.predicate.PredicateReading;
import dev.outrigger.predicate.Relations;
import dev.outrigger.testing.Schemas;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class VariablesTest {
    private static final Predicate ALWAYS = new Predicate.All();

    private final Schema schema =
            Schemas.of(
                    """
                    type Post @model { id: ID! title: String! rating: Int }
                    type Stock @model {
                      product: ID! @primaryKey(sortKeyFields: ["warehouse", "shelf"])
                      warehouse: String!
                      shelf: Int!
                      count: Int
                    }
                    """);
    private final Model post = schema.required("Post");
    private final Model stock = schema.required("Stock");
    private final ItemKey postKey = new ItemKey("Post", List.of("p1"));
    private final ItemKey stockKey = new ItemKey("Stock", List.of("x", "oslo", 4));

    @Test
    void asksForABaseSyncWithZero() {
        assertThat(Variables.sync(1000, null, null))
                .containsExactlyInAnyOrderEntriesOf(
                        fields("limit", 1000, "nextToken", null, "lastSync", 0L));
    }

    @Test
    void asksForADeltaSinceAMomentInMilliseconds() {
        assertThat(Variables.sync(100, "next", Instant.ofEpochMilli(1772443900000L)))
                .containsExactlyInAnyOrderEntriesOf(
                        fields("limit", 100, "nextToken", "next", "lastSync", 1772443900000L));
    }

    @Test
    void givesEveryPartOfAKey() {
        assertThat(Variables.get(stock, stockKey))
                .isEqualTo(Map.of("product", "x", "warehouse", "oslo", "shelf", 4));
    }

    @Test
    void AC79_sendsACreateWithItsSetFieldsAndNoVersion() {
        // Given
        Mutation create =
                new Mutation(
                        postKey,
                        Mutation.Kind.CREATE,
                        fields("title", "A", "rating", null),
                        ALWAYS);

        // Then
        assertThat(Variables.mutation(post, create, null))
                .isEqualTo(Map.of("input", fields("id", "p1", "title", "A", "rating", null)));
    }

    @Test
    void AC80_sendsAnUpdateWithKeyChangedFieldsAndVersion() {
        // Given
        Mutation update =
                new Mutation(postKey, Mutation.Kind.UPDATE, fields("rating", null), ALWAYS);

        // Then
        assertThat(Variables.mutation(post, update, new Version(3)))
                .isEqualTo(
                        fields(
                                "input",
                                fields("id", "p1", "rating", null, "_version", 3L),
                                "condition",
                                null));
    }

    @Test
    void AC77_AC81_sendsADeleteWithExactlyTheKeyAndTheVersion() {
        // Given
        Mutation delete = new Mutation(stockKey, Mutation.Kind.DELETE, Map.of(), ALWAYS);

        // Then
        assertThat(Variables.mutation(stock, delete, new Version(7)).get("input"))
                .isEqualTo(Map.of("product", "x", "warehouse", "oslo", "shelf", 4, "_version", 7L));
    }

    @Test
    void AC103_sendsAnUndeleteAsAnUpdateThatSaysNotDeleted() {
        // Given
        Mutation update = new Mutation(postKey, Mutation.Kind.UPDATE, Map.of(), ALWAYS);

        // Then
        assertThat(Variables.undelete(post, update, new Version(4)))
                .isEqualTo(
                        fields(
                                "input",
                                fields("id", "p1", "_version", 4L, "_deleted", false),
                                "condition",
                                null));
    }

    @Test
    void leavesAnUnknownVersionOut() {
        // Given
        Mutation delete = new Mutation(postKey, Mutation.Kind.DELETE, Map.of(), ALWAYS);

        // Then
        assertThat(Variables.mutation(post, delete, null).get("input"))
                .isEqualTo(Map.of("id", "p1"));
    }

    @Test
    void AC82_sendsTheConditionAsAFilter() {
        // Given
        Mutation delete =
                new Mutation(
                        postKey,
                        Mutation.Kind.DELETE,
                        Map.of(),
                        predicate(Map.of("rating", Map.of("gt", 4))));

        // Then
        assertThat(Variables.mutation(post, delete, new Version(1)).get("condition"))
                .isEqualTo(Map.of("and", List.of(Map.of("rating", Map.of("gt", 4)))));
    }

    private Predicate predicate(Map<String, Object> json) {
        PredicateReading reading = new PredicateReader(schema).read(post, json, Relations.REFUSED);
        return ((PredicateReading.Valid) reading).predicate();
    }

    private static Map<String, @Nullable Object> fields(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> fields = new HashMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            fields.put(String.valueOf(namesAndValues[at]), namesAndValues[at + 1]);
        }
        return fields;
    }
}
