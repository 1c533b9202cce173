package dev.outrigger.backend.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.json.Json;
import dev.outrigger.testing.TestBackend;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// The exact JSON of errors that clients decide by.
class ErrorsIT {
    private static final String SCHEMA =
            "type Post @model { id: ID! title: String! at: AWSDateTime json: AWSJSON }";

    private static final String TYPE_NAME = "{\"query\":\"{ __typename }\"}";
    private static final String CREATE =
            "mutation operation($input: CreatePostInput!) { createPost(input: $input) { id } }";
    private static final String UPDATE =
            "mutation operation($input: UpdatePostInput!) { updatePost(input: $input) { id } }";

    private static TestBackend backend;

    @BeforeAll
    static void start() {
        backend = TestBackend.start(SCHEMA);
    }

    @AfterAll
    static void stop() {
        backend.close();
    }

    @Test
    void requestWithoutAKeyIsUnauthorized() {
        // When
        var answer = backend.post(TYPE_NAME, Map.of());

        // Then
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers().get("x-amzn-errortype"))
                .isEqualTo(List.of("UnauthorizedException"));
        assertThat(answer.headers().get("content-type").getFirst()).startsWith("application/json");
        assertThat(answer.body())
                .isEqualTo(
                        Map.of(
                                "errors",
                                List.of(
                                        Map.of(
                                                "errorType",
                                                "UnauthorizedException",
                                                "message",
                                                "Valid authorization header not" + " provided."))));
    }

    @Test
    void requestWithAWrongKeyIsUnauthorized() {
        var answer = backend.post(TYPE_NAME, Map.of("x-api-key", "da2-wrong"));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.errors())
                .isEqualTo(
                        List.of(
                                Map.of(
                                        "errorType", "UnauthorizedException",
                                        "message", "You are not authorized to make this call.")));
    }

    @Test
    void everyKeyOfTheListIsAccepted() {
        var answer = backend.post(TYPE_NAME, Map.of("x-api-key", "da2-other"));
        assertThat(answer.body()).isEqualTo(Map.of("data", Map.of("__typename", "Query")));
    }

    @Test
    void everyAnswerHasARequestId() {
        var answer = backend.call("{ __typename }");
        assertThat(answer.headers().get("x-amzn-requestid").getFirst()).hasSize(36);
    }

    @Test
    void unknownFieldIsAValidationError() {
        var answer = backend.call("mutation { updatePost(input: {id: \"1\"}) { nope } }");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(Json.write(answer.body()))
                .isEqualTo(
                        "{\"errors\":[{\"path\":null,\"locations\":[{\"line\":1,\"column\":43,"
                                + "\"sourceName\":null}],\"message\":\"Validation error of type"
                                + " FieldUndefined: Field 'nope' in type 'Post' is undefined"
                                + " @ 'updatePost/nope'\"}],\"data\":null}");
    }

    @Test
    void unknownInputFieldIsNamedInTheWordsThatClientsLookFor() {
        var answer = backend.call(UPDATE, Map.of("input", Map.of("id", "1", "nope", 1)));
        assertThat(Json.write(answer.body()))
                .isEqualTo(
                        "{\"errors\":[{\"path\":null,\"locations\":null,\"message\":\"The variables"
                                + " input contains a field name 'nope' that is not defined for"
                                + " input object type 'UpdatePostInput' \"}],\"data\":null}");
    }

    @Test
    void missingNonNullVariableIsNamed() {
        var answer = backend.call(CREATE, Map.of("input", Map.of("id", "1")));
        assertThat(answer.body()).containsEntry("data", null);
        assertThat(answer.errors()).hasSize(1);
        assertThat((String) answer.errors().getFirst().get("message"))
                .matches("^Variable '.+' has coerced Null value for NonNull type 'String!'");
    }

    @Test
    void malformedScalarIsNamedWithItsType() {
        var answer = backend.call(CREATE, Map.of("input", Map.of("title", "A", "at", "yesterday")));
        assertThat(answer.body()).containsEntry("data", null);
        assertThat((String) answer.errors().getFirst().get("message")).contains("AWSDateTime");
    }

    @Test
    void jsonScalarMustBeAStringThatHoldsJson() {
        var answer =
                backend.call(
                        "mutation { createPost(input: {title: \"A\", json: \"{a:1}\"}) { id } }");
        assertThat((String) answer.errors().getFirst().get("message")).contains("AWSJSON");
    }

    @Test
    void unknownArgumentIsSaidWithoutQuotes() {
        var answer = backend.call("{ getPost(id: \"1\", filter: 1) { id } }");
        assertThat((String) answer.errors().getFirst().get("message"))
                .contains("UnknownArgument: Unknown field argument filter");
    }

    @Test
    void bodyThatIsTooLongIsRefused() {
        var variables = Map.of("x", "x".repeat(1024 * 1024));
        var answer = backend.call("{ __typename }", variables);
        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void subscriptionOverHttpIsRefused() {
        var answer = backend.call("subscription { onCreatePost { id } }");
        assertThat((String) answer.errors().getFirst().get("message"))
                .contains("/graphql/realtime");
    }

    @Test
    void introspectionDescribesTheSchema() {
        var answer = backend.call("{ __type(name: \"CreatePostInput\") { inputFields { name } } }");
        assertThat(answer.object("__type").toString()).contains("_version", "title");
    }

    @Test
    void healthTellsLiveAndReady() {
        assertThat(backend.get("/health/live").status()).isEqualTo(200);
        assertThat(backend.get("/health/ready").body()).isEqualTo(Map.of("status", "UP"));
        assertThat(backend.get("/nothing").status()).isEqualTo(404);
    }
}
