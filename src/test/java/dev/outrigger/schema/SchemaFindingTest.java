package dev.outrigger.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each row is a document and its one finding: `line:column message`.
class SchemaFindingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type A @modle { id: ID! } type B @model { id: ID! }"
                        + "|1:8 unknown directive @modle on A: did you mean model?",
                "type A @model @searchable { id: ID! }"
                        + "|1:15 @searchable on A is not supported yet: remove it",
                "type A @model { id: ID! @hasMany }"
                        + "|1:25 @hasMany stands on A.id, which is a field that holds a value; it"
                        + " belongs on a field whose type is a model, in a type with @model",
                "type A @model { b: B } type B { x: Int @index }|1:40 @index stands on B.x, which"
                    + " is a field of an embedded type; it belongs on a field that holds a value,"
                    + " in a type with @model",
                "type A @model @index { id: ID! }|1:15 @index stands on A, which is a type with"
                    + " @model; it belongs on a field that holds a value, in a type with @model",
                "type A @model { x: Int @index(nam: \"q\") }"
                        + "|1:31 @index has no argument nam: did you mean name?",
                "type A @model { x: Int @index(name: 5) }"
                        + "|1:31 argument name of @index must be a string that is not empty",
                "type A @model { x: Int @index(name: \"q\", name: \"q\") }"
                        + "|1:42 argument name of @index is given twice",
                "type A @model { x: Int @index(sortKeyFields: [5]) }"
                        + "|1:31 argument sortKeyFields of @index must be a list of field names",
                "type A @model { x: Int @index(sortKeyFields: []) }"
                        + "|1:31 argument sortKeyFields of @index must be a list of field names",
                "type A @model(timestamps: 1) { x: Int }|1:15 argument timestamps of @model must be"
                        + " an object with createdAt and updatedAt, or null",
                "type A @model @model { id: ID! }|1:15 A has @model twice"
            })
    void tellsOfDirectivesAndArguments(String document, String finding) {
        assertThat(SchemaFixture.findings(document)).containsExactly(finding);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type A @model { x: Strin }"
                        + "|1:20 A.x has the unknown type Strin: did you mean String?",
                "type A @model { x: [[Int]] }"
                        + "|1:20 A.x is a list of lists, which is not supported",
                "type A @model { x: Int x: Int }|1:24 A.x is defined twice",
                "type A @model { _x: Int }"
                        + "|1:17 A._x must not start with _: such names are reserved for metadata",
                "type A @model { or: Int }"
                        + "|1:17 A.or has a name that predicates need: rename it",
                "type A @model { x(y: Int): Int }"
                        + "|1:19 A.x has arguments, which are not supported",
                "type A @model { x: Int @default(value: \"y\") }|1:24 @default on A.x must be Int"
                        + " (a whole number of 32 bits), found string \"y\"",
                "type A @model { x: [Int] @default(value: \"1\") }"
                        + "|1:26 @default on A.x is not for lists",
                "type A @model { x: Int @default }"
                        + "|1:24 @default on A.x needs the argument value",
                "type A @model(timestamps: {createdAt: 1}) { x: Int }|1:15 createdAt of timestamps"
                        + " must be a field name; timestamps: null leaves both out",
                "type A @model(timestamps: {creatdAt: \"c\"}) { x: Int }|1:15 timestamps of @model"
                        + " has no creatdAt: known are createdAt, updatedAt"
            })
    void tellsOfFields(String document, String finding) {
        assertThat(SchemaFixture.findings(document)).containsExactly(finding);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type A @model { x: Int } type A { y: Int }|1:26 the type A is defined twice",
                "type A @model { x: Int } enum E { P P }|1:37 the enum value E.P is defined twice",
                "type A @model { x: Int } type HTTPCall @model { x: Int } type HttpCall @model"
                        + " { x: Int }|1:58 the models HTTPCall and HttpCall differ only in case or"
                        + " underscores, so their tables would have the same name: rename one",
                "type A @model { x: Int } union U = A"
                        + "|1:26 union U is not supported: a schema holds types and enums only",
                "type A @model { x: Int } interface I { x: Int }"
                        + "|1:26 interface I is not supported: a schema holds types and enums only",
                "type A @model { x: Int } input I { x: B } type B { y: Int }|1:39 I.x has the"
                        + " unknown type B: known are I, ID, String, Int, Float, Boolean, AWSDate,"
                        + " AWSTime, AWSDateTime, AWSTimestamp, AWSEmail, AWSJSON, AWSURL,"
                        + " AWSPhone, AWSIPAddress",
                "type A @model { x: S } scalar S"
                        + "|1:24 scalar S is not supported: a schema holds types and enums only",
                "type A @model { x: Int } schema { query: A }|1:26 a schema block is not supported:"
                        + " a schema holds types and enums only",
                "type A @model { x: Int } directive @d on OBJECT|1:26 the definition of @d is not"
                        + " supported: a schema holds types and enums only",
                "type A @model { x: Int } extend type A { y: Int }"
                        + "|1:26 type extensions are not supported: write the fields into the type",
                "type A @model { x: Int } type Mutation { y: I } input I { z: Int }|1:45 Mutation.y"
                        + " has the unknown type I: did you mean ID?",
                "type A @model { x: Int } type String { y: Int }"
                        + "|1:26 String is the name of a built-in scalar: rename the type",
                "type _A @model { x: Int }"
                        + "|1:1 the type name _A must not start with _: it is reserved",
                "type A @model|1:1 A has no fields: give it at least one",
                "type A { x: Int }"
                        + "|1:1 the schema has no model: mark at least one type with @model",
                "type A @model { b: B } type B { b: B! }|1:24 the embedded type B requires a value"
                        + " of itself: allow null somewhere on the way",
                "query { a }|1:1 the schema has no model: mark at least one type with @model"
            })
    void tellsOfTypes(String document, String finding) {
        assertThat(SchemaFixture.findings(document)).contains(finding);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type A @model { k: ID @primaryKey }"
                        + "|1:17 A.k is part of the primary key and must not be null: write ID!",
                "type A @model { k: [ID!]! @primaryKey }|1:27 A.k cannot be part of the primary"
                        + " key: it must hold one scalar or enum value",
                "type A @model { k: ID! @primaryKey(sortKeyFields: [\"rang\"]) rank: Int! }"
                        + "|1:36 the primary key names A.rang, which does not exist: did you mean"
                        + " rank?",
                "type A @model { k: ID! @primaryKey l: ID! @primaryKey }"
                        + "|1:43 A has more than one primary key",
                "type A @model { id: Int! }|1:17 A.id must be ID or String to be the key; name"
                        + " another key with @primaryKey",
                "type A @model { id: ID }"
                        + "|1:17 A.id is part of the primary key and must not be null: write ID!",
                "type A @model { x: AWSJSON @index }|1:28 A.x cannot be part of an index: it must"
                        + " hold one scalar or enum value",
                "type A @model { x: Int @index(sortKeyFields: [\"y\"]) z: Int }"
                        + "|1:31 an index names A.y, which does not exist: known are x, z, id",
                "type A @model { x: Int @index(sortKeyFields: [\"x\"]) }"
                        + "|1:31 an index names A.x twice",
                "type A @model { x: Int @index(name: \"q\") y: Int @index(name: \"q\") }"
                        + "|1:49 A has two indexes named q: give one another name",
                "type Person @model { x: Int } type People @model { x: Int }|1:31 the model Person"
                    + " and the model People would both have the query listPeople: rename one, or"
                    + " name another queryField",
                "type A @model { x: Int @index(name: \"q\") @index(name: \"r\") }"
                        + "|1:1 the index q of A and the index r of A would both have the query"
                        + " aSByX: rename one, or name another queryField",
                "type A @model @key(name: \"q\") { x: Int }|1:15 @key needs the argument fields"
            })
    void tellsOfKeysAndIndexes(String document, String finding) {
        assertThat(SchemaFixture.findings(document)).containsExactly(finding);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type A @model { b: B } type B @model { x: Int }"
                        + "|1:17 A.b has the type B, which is a model: say how they are joined with"
                        + " @belongsTo or @hasOne",
                "type A @model { b: [B] @hasMany } type B { x: Int }|1:24 @hasMany stands on A.b,"
                    + " which is a field that holds a value; it belongs on a field whose type is a"
                    + " model, in a type with @model",
                "type A @model { b: B @hasMany } type B @model { x: Int }"
                        + "|1:22 @hasMany on A.b needs a list: write [B]",
                "type A @model { b: [B] @hasOne } type B @model { x: Int }|1:24 @hasOne on A.b"
                        + " needs one B, not a list: use @hasMany, or take the brackets away",
                "type A @model { b: B @belongsTo } type B @model { x: Int }|1:22 @belongsTo on A.b"
                        + " finds no @hasMany or @hasOne in B: name the foreign key with fields",
                "type A @model { b: [B] @hasMany(indexName: \"byX\", fields: [\"id\"]) } type B"
                        + " @model { x: ID @index(name: \"byA\") }|1:33 @hasMany on A.b names an"
                        + " unknown index of B, byX: did you mean byA?",
                "type A @model { b: B @belongsTo(fields: [\"bI\"]) bId: ID } type B @model { x: Int"
                    + " }|1:22 @belongsTo on A.b needs A.bI, which is no field: did you mean bId?",
                "type A @model { b: B @belongsTo(fields: [\"n\"]) n: Int } type B @model { x: Int"
                    + " }|1:22 @belongsTo on A.b joins A.n (Int) with B.id (ID): the types must be"
                    + " the same",
                "type A @model { b: B @hasOne(fields: [\"x\", \"y\"]) x: ID y: ID } type B @model {"
                    + " x: Int }|1:22 @hasOne on A.b joins A(x, y) with B(id): as many fields are"
                    + " needed on each side",
                "type A @model { b: B @hasOne @belongsTo } type B @model { x: Int }"
                        + "|1:30 A.b has two relation directives: keep the one meant",
                "type A @model { b: [B] @hasMany(limit: \"x\") } type B @model { x: Int }"
                        + "|1:33 argument limit of @hasMany must be a whole number above 0",
                "type A @model { b: B @connection(name: \"x\") } type B @model { x: Int }"
                        + "|1:22 @connection on A.b is one half of x, but B has no other half",
                "type A @model { c: C } type C { b: B } type B @model { x: Int }|1:33 C.b is a"
                        + " relation inside the embedded type C: move it to a type with @model"
            })
    void tellsOfRelations(String document, String finding) {
        assertThat(SchemaFixture.findings(document)).containsExactly(finding);
    }

    @Test
    void tellsEverythingAtOnceInTheOrderOfTheDocument() {
        assertThat(
                        SchemaFixture.findings(
                                """
                                type Post @model @searchable {
                                  id: ID
                                  title: Sting
                                }
                                union Any = Post
                                """))
                .containsExactly(
                        "1:18 @searchable on Post is not supported yet: remove it",
                        "2:3 Post.id is part of the primary key and must not be null: write ID!",
                        "3:10 Post.title has the unknown type Sting: did you mean String?",
                        "5:1 union Any is not supported: a schema holds types and enums only");
    }

    @Test
    void tellsWhereTheSyntaxEnds() {
        assertThat(SchemaFixture.findings("type Post @model {\n  id: ID!\n  title String\n}"))
                .singleElement()
                .asString()
                .startsWith("3:9 not GraphQL: ");
    }

    @Test
    void refusesAnEmptyDocument() {
        assertThat(SchemaFixture.findings("  \n "))
                .containsExactly("1:1 the schema is empty: define a type with @model");
        assertThat(SchemaFixture.findings("# nothing\n")).hasSize(1);
    }
}
