package dev.outrigger.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.OperationNames;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;

class OperationReaderTest {
    @Test
    void namesWhatTheSchemaDoesNotNameAsAmplifyDoes() {
        OperationNames names = names("");

        assertThat(names.get()).isEqualTo("getPerson");
        assertThat(names.list()).isEqualTo("listPeople");
        assertThat(names.sync()).isEqualTo("syncPeople");
        assertThat(names.mutations())
                .isEqualTo(
                        new OperationNames.Mutations(
                                "createPerson", "updatePerson", "deletePerson"));
        assertThat(names.subscriptions().onUpdate()).containsExactly("onUpdatePerson");
        assertThat(names.subscriptions().level()).isEqualTo(OperationNames.Level.ON);
    }

    @Test
    void keepsWhatIsNotNamedBesideWhatIs() {
        OperationNames names = names("(queries: {get: \"one\"}, mutations: {create: \"add\"})");

        assertThat(names.get()).isEqualTo("one");
        assertThat(names.list()).isEqualTo("listPeople");
        assertThat(names.mutations().create()).isEqualTo("add");
        assertThat(names.mutations().update()).isEqualTo("updatePerson");
    }

    @Test
    void offersNothingThatIsNull() {
        OperationNames names =
                names("(queries: null, mutations: {delete: null}, subscriptions: null)");

        assertThat(names.get()).isNull();
        assertThat(names.list()).isNull();
        assertThat(names.mutations().delete()).isNull();
        assertThat(names.mutations().create()).isEqualTo("createPerson");
        assertThat(names.subscriptions().onCreate()).isEmpty();
    }

    @Test
    void tellsOnlyOfMutationsThatThereAre() {
        OperationNames names =
                names("(mutations: {update: null}, subscriptions: {onUpdate: [\"changed\"]})");

        assertThat(names.subscriptions().onUpdate()).isEmpty();
        assertThat(names.subscriptions().onCreate()).containsExactly("onCreatePerson");
    }

    @Test
    void givesASubscriptionSeveralNamesAndALevel() {
        OperationNames.Subscriptions names =
                names("(subscriptions: {onCreate: [\"a\", \"b\"], level: public})").subscriptions();

        assertThat(names.onCreate()).isEqualTo(List.of("a", "b"));
        assertThat(names.level()).isEqualTo(OperationNames.Level.PUBLIC);
        assertThat(names("(subscriptions: {level: off})").subscriptions().onDelete()).isEmpty();
    }

    @Test
    void takesWhatTheOlderDirectiveDoesNotNameForUnwanted() {
        OperationNames names =
                SchemaFixture.schema(
                                """
                                type Person
                                  @model(queries: {get: "one"}, mutations: {create: "add"})
                                  @key(fields: ["id"]) {
                                  id: ID!
                                }
                                """)
                        .required("Person")
                        .operations();

        assertThat(names.list()).isNull();
        assertThat(names.mutations()).isEqualTo(new OperationNames.Mutations("add", null, null));
        assertThat(names.subscriptions().onCreate()).containsExactly("onCreatePerson");
        assertThat(names.subscriptions().onDelete()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "(queries: {gett: \"x\"})|queries of @model has no gett: did you mean get?",
                "(queries: 5)|argument queries of @model must be an object with names, or null for"
                        + " none",
                "(mutations: {create: 5})|argument mutations of @model must be an object of names,"
                        + " but create is none",
                "(mutations: {create: [\"x\"]})|argument mutations of @model must be an object of"
                        + " names, but create is none",
                "(subscriptions: {onCreate: [\"a b\"]})|argument subscriptions of @model must be an"
                        + " object of names, but onCreate is no list of them",
                "(subscriptions: {level: open})|argument subscriptions of @model must be an object"
                        + " whose level is off, public or on"
            })
    void tellsWhatIsNoName(String arguments, String message) {
        assertThat(SchemaFixture.findings("type Person @model" + arguments + " { name: String }"))
                .containsExactly("1:20 " + message);
    }

    @Test
    void refusesTwoOperationsOfOneName() {
        assertThat(
                        SchemaFixture.findings(
                                """
                                type A @model(mutations: {create: "add"}) { x: Int }
                                type B @model(mutations: {create: "add"}) { x: Int }
                                """))
                .containsExactly(
                        "2:1 the model A and the model B would both have the mutation add: rename"
                                + " one, or name another queryField");
    }

    private static OperationNames names(String arguments) {
        return SchemaFixture.schema("type Person @model" + arguments + " { name: String }")
                .required("Person")
                .operations();
    }
}
