package dev.outrigger.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.outrigger.model.AuthRule;
import dev.outrigger.model.CustomInput;
import dev.outrigger.model.CustomOperation;
import dev.outrigger.model.Schema;
import dev.outrigger.model.Shape;
import dev.outrigger.model.Slot;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.EnumSet;
import java.util.List;

class CustomOperationsTest {
    @Test
    void passesOnWhatTheSchemaDeclaresItself() {
        Schema schema =
                SchemaFixture.schema(
                        """
                        type Post @model { title: String }
                        type Mutation {
                          "Sends a post."
                          send(post: Letter!, times: Int = 1): Post
                            @function(name: "send-${env}")
                            @aws_api_key
                            @auth(rules: [{allow: private}])
                        }
                        input Letter { text: String! }
                        """);

        assertThat(schema.text().operations())
                .singleElement()
                .satisfies(
                        operation -> {
                            assertThat(operation.root()).isEqualTo(CustomOperation.Root.MUTATION);
                            assertThat(operation.signature())
                                    .isEqualTo("send(post: Letter!, times: Int = 1): Post");
                            assertThat(operation.directives()).containsExactly("@aws_api_key");
                            assertThat(operation.rules())
                                    .containsExactly(
                                            new AuthRule(
                                                    new AuthRule.Grantee.Private(),
                                                    AuthRule.Provider.USER_POOLS,
                                                    EnumSet.allOf(AuthRule.Action.class)));
                        });
        assertThat(schema.text().inputs())
                .extracting(CustomInput::name, CustomInput::members)
                .containsExactly(
                        tuple(
                                "Letter",
                                List.of(new Slot("text", "String", new Shape.Single(true)))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "type Query { echo: Strng }|1:49 Query.echo has the unknown type Strng: did you"
                        + " mean String?",
                "type Query { echo(a: P): Int }|1:51 Query.echo.a has the unknown type P: known"
                        + " are ID, String, Int, Float, Boolean, AWSDate, AWSTime, AWSDateTime,"
                        + " AWSTimestamp, AWSEmail, AWSJSON, AWSURL, AWSPhone, AWSIPAddress",
                "type Query { echo: Int @functon(name: \"f\") }|1:53 @functon on Query.echo is not"
                        + " supported: did you mean function?",
                "type Query { getP: P }|1:43 the model P and the field of type Query would both"
                        + " have the query getP: rename one, or name another queryField"
            })
    void tellsWhatIsNotUnderstood(String rest, String finding) {
        assertThat(SchemaFixture.findings("type P @model { title: Int } " + rest).getLast())
                .isEqualTo(finding);
    }

    @Test
    void opensModelsWithoutRulesWhereTheGlobalRuleSaysSo() {
        Schema schema =
                SchemaFixture.schema(
                        """
                        input AMPLIFY { globalAuthRule: AuthRule = { allow: public } }
                        type Open @model { x: Int }
                        type Ruled @model @auth(rules: [{allow: private}]) { x: Int }
                        """);

        assertThat(schema.required("Open").rules())
                .containsExactly(
                        new AuthRule(
                                new AuthRule.Grantee.Public(),
                                AuthRule.Provider.API_KEY,
                                EnumSet.allOf(AuthRule.Action.class)));
        assertThat(schema.required("Ruled").rules()).hasSize(1);
        assertThat(
                        SchemaFixture.findings(
                                """
                                input AMPLIFY { globalAuthRule: AuthRule = { allow: owner } }
                                type Open @model { x: Int }
                                """))
                .containsExactly(
                        "1:17 input AMPLIFY has globalAuthRule, but only globalAuthRule: AuthRule"
                                + " = { allow: public } is supported");
    }
}
