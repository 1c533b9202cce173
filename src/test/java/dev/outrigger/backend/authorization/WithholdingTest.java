package dev.outrigger.backend.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.schema.SchemaFixture;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where Amplify's transformer sets `deniedField` in the resolver of a relation; each row is what
/// it printed for these rules.
class WithholdingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{allow: public}                  | {allow: public}                  | false",
                "{allow: private}                 | {allow: private}                 | false",
                "{allow: owner}                   | {allow: owner}                   | true",
                "{allow: private}                 | {allow: owner}                   | true",
                "{allow: public}                  | {allow: private}                 | false",
                "{allow: groups, groups: [\"A\"]} | {allow: groups, groups: [\"A\"]} | false",
                "{allow: groups, groups: [\"A\"]} | {allow: groups, groups: [\"B\"]} | false",
                "{allow: owner}                   | {allow: groups, groups: [\"A\"]} | false",
                "{allow: public}, {allow: owner}  | {allow: public}                  | true",
                "{allow: private}, {allow: owner} | {allow: private}                 | false",
                "{allow: private}                 | {allow: private}, {allow: owner} | false"
            })
    void aParentIsWithheldWhereReadersOfBothSidesDiffer(
            String ofChild, String ofParent, boolean withheld) {
        assertThat(withholds(ofChild, ofParent, "")).isEqualTo(withheld);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = "{allow: owner} | {allow: owner}")
    void aRequiredParentIsNeverWithheld(String ofChild, String ofParent) {
        assertThat(withholds(ofChild, ofParent, "!")).isFalse();
    }

    private static boolean withholds(String ofChild, String ofParent, String required) {
        Schema schema =
                SchemaFixture.schema(
                        """
                        type Child @model @auth(rules: [%1$s]) {
                          id: ID!
                          parentID: ID%3$s @index(name: "byParent")
                          parent: Parent%3$s @belongsTo(fields: ["parentID"])
                        }
                        type Parent @model @auth(rules: [%2$s]) {
                          id: ID!
                          children: [Child] @hasMany(fields: ["id"], indexName: "byParent")
                        }
                        """
                                .formatted(ofChild, ofParent, required));
        Model child = schema.required("Child");
        return new Rulebook(schema).withholds(child, child.relation("parent").orElseThrow());
    }
}
