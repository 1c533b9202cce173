package dev.outrigger.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.AuthRule;
import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.EnumSet;

class JoinModelsTest {
    @Test
    void takesBothSidesKeysAndRules() {
        Model join =
                SchemaFixture.schema(
                                """
                                type Post @model @auth(rules: [{allow: owner}]) {
                                  rooms: [Room] @manyToMany(relationName: "postRooms")
                                }
                                type Room @model @auth(rules: [
                                  {allow: public}, {allow: owner, operations: [create]}]) {
                                  building: String! @primaryKey(sortKeyFields: ["floor"])
                                  floor: Int!
                                  posts: [Post] @manyToMany(relationName: "postRooms")
                                }
                                """)
                        .required("PostRooms");

        assertThat(join.fields())
                .extracting(Field::name)
                .startsWith("id", "postId", "roomBuilding", "roomfloor");
        assertThat(join.indexes().getLast().fields()).containsExactly("roomBuilding", "roomfloor");
        assertThat(join.rules())
                .extracting(AuthRule::actions)
                .containsExactly(EnumSet.of(Action.CREATE), EnumSet.allOf(Action.class));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "type A @model { b: [B] @manyToMany } type B @model { x: Int }|1:24 @manyToMany on"
                        + " A.b needs relationName, the name of the model that joins the two",
                "type A @model { b: [B] @manyToMany(relationName: \"AB\") } type B @model { x: Int"
                        + " }|1:24 the relation AB of @manyToMany is on A.b: it needs exactly two"
                        + " fields, one on each side",
                "type A @model { b: [B] @manyToMany(relationName: \"AB\") } type B @model {"
                        + " a: A @manyToMany(relationName: \"AB\") }|1:79 A.b and B.a are the two"
                        + " sides of AB, so each must be a list of the other's type",
                "type A @model { b: [A] @manyToMany(relationName: \"AB\")"
                        + " a: [A] @manyToMany(relationName: \"AB\") }|1:63 AB joins A with itself,"
                        + " which @manyToMany cannot: write the model that joins them, with two"
                        + " @belongsTo",
                "type A @model { b: [B] @manyToMany(relationName: \"AB\") } type B @model {"
                        + " a: [A] @manyToMany(relationName: \"AB\") } type AB { x: Int }|1:24 the"
                        + " relation AB of @manyToMany makes a model of that name, but the schema"
                        + " defines one: rename one"
            })
    void tellsWhatCannotBeJoined(String document, String finding) {
        assertThat(SchemaFixture.findings(document)).contains(finding);
    }
}
