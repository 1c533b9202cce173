package dev.outrigger.sync.evolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.outrigger.contract.Mutation;
import dev.outrigger.json.DefaultValue;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Schema;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.testing.BlogSchema;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class MutationTranslationTest {
    private static final ItemKey KEY = new ItemKey("N", List.of("n1"));

    private static TranslatedMutation translate(
            String fields, Mutation.Kind kind, Map<String, @Nullable Object> written) {
        return translate(fields, new WrittenMutation(KEY, kind, written, null));
    }

    private static TranslatedMutation translate(String fields, WrittenMutation written) {
        Schema schema =
                BlogSchema.read(
                        "type N @model { id: ID! %s } enum E { A C } type T { s: Int! }"
                                .formatted(fields));
        return new MutationTranslation(schema, DefaultValue::of).translate(written);
    }

    private static TranslatedMutation.Sendable sendable(
            Mutation.Kind kind, Map<String, @Nullable Object> fields, List<String> leftOut) {
        return new TranslatedMutation.Sendable(
                new Mutation(KEY, kind, fields, new Predicate.All()), leftOut);
    }

    @Test
    void whatFitsGoesOn() {
        Map<String, @Nullable Object> fields =
                Map.of("f", 1, "tags", List.of("a"), "t", Map.of("s", 2));
        assertThat(translate("f: Int tags: [String] t: T", Mutation.Kind.CREATE, fields))
                .isEqualTo(sendable(Mutation.Kind.CREATE, fields, List.of()));
    }

    @Test
    void aWiderTypeTakesTheValue() {
        assertThat(translate("f: Float g: ID", Mutation.Kind.UPDATE, Map.of("f", 1, "g", 7)))
                .isEqualTo(sendable(Mutation.Kind.UPDATE, Map.of("f", 1.0, "g", "7"), List.of()));
    }

    @Test
    void aFieldThatIsGoneIsLeftOut() {
        assertThat(translate("f: Int", Mutation.Kind.UPDATE, Map.of("f", 1, "gone", "x")))
                .isEqualTo(sendable(Mutation.Kind.UPDATE, Map.of("f", 1), List.of("gone")));
    }

    @Test
    void anUpdateOfNothingButFieldsThatAreGoneCannotBeSaid() {
        assertThat(translate("f: Int", Mutation.Kind.UPDATE, Map.of("gone", "secret")))
                .asInstanceOf(type(TranslatedMutation.Unsayable.class))
                .extracting(TranslatedMutation.Unsayable::reason)
                .isEqualTo("it wrote only fields that the schema has no more: gone");
    }

    @Test
    void aValueThatItsFieldCannotHoldAnyMoreEndsTheMutationWithoutTellingTheValue() {
        assertThat(translate("e: E t: T", Mutation.Kind.UPDATE, Map.of("e", "B")))
                .isEqualTo(
                        new TranslatedMutation.Unsayable(
                                "the value of e is none of the field's type, which is E now"));
        assertThat(translate("e: E t: T", Mutation.Kind.UPDATE, Map.of("t", Map.of("x", 1))))
                .isInstanceOf(TranslatedMutation.Unsayable.class);
    }

    @Test
    void aNewRequiredFieldGetsItsDefault() {
        assertThat(
                        translate(
                                "f: Int g: Int! @default(value: \"5\")",
                                Mutation.Kind.CREATE,
                                Map.of("f", 1)))
                .isEqualTo(sendable(Mutation.Kind.CREATE, Map.of("f", 1, "g", 5), List.of()));
    }

    @Test
    void aCreateWithoutAValueForANewRequiredFieldWaitsForOne() {
        assertThat(translate("f: Int g: Int! h: E!", Mutation.Kind.CREATE, Map.of("f", 1)))
                .asInstanceOf(type(TranslatedMutation.Incomplete.class))
                .extracting(TranslatedMutation.Incomplete::reason)
                .isEqualTo("the schema requires g, h now: save the item again with a value");
    }

    @Test
    void aNullInAFieldThatIsRequiredNowBecomesTheDefaultOrEnds() {
        Map<String, @Nullable Object> nothing = new LinkedHashMap<>();
        nothing.put("f", null);
        assertThat(translate("f: Int!", Mutation.Kind.UPDATE, nothing))
                .isInstanceOf(TranslatedMutation.Unsayable.class);
        assertThat(translate("f: Int! @default(value: \"5\")", Mutation.Kind.UPDATE, nothing))
                .isEqualTo(sendable(Mutation.Kind.UPDATE, Map.of("f", 5), List.of()));
        assertThat(translate("f: Int", Mutation.Kind.UPDATE, nothing))
                .isEqualTo(sendable(Mutation.Kind.UPDATE, nothing, List.of()));
    }

    @Test
    void aTimestampThatTheBackendFillsInIsNotAskedFor() {
        assertThat(
                        translate(
                                "f: Int createdAt: AWSDateTime!",
                                Mutation.Kind.CREATE,
                                Map.of("f", 1)))
                .isEqualTo(sendable(Mutation.Kind.CREATE, Map.of("f", 1), List.of()));
    }

    @Test
    void aConditionOnAFieldThatIsGoneEndsTheMutation() {
        WrittenMutation conditional =
                new WrittenMutation(
                        KEY,
                        Mutation.Kind.UPDATE,
                        Map.of("f", 1),
                        Map.of("gone", Map.of("eq", "x")));
        assertThat(translate("f: Int", conditional))
                .asInstanceOf(type(TranslatedMutation.Unsayable.class))
                .extracting(TranslatedMutation.Unsayable::reason)
                .asString()
                .startsWith("its condition does not fit the schema at /gone");
    }

    @Test
    void aDeleteNeedsNoMoreThanItsKey() {
        assertThat(translate("f: Int!", Mutation.Kind.DELETE, Map.of()))
                .isEqualTo(sendable(Mutation.Kind.DELETE, Map.of(), List.of()));
    }
}
