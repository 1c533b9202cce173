package dev.outrigger.backend.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.json.Json;
import dev.outrigger.testing.LoggedErrors;
import dev.outrigger.testing.RawHttp;
import dev.outrigger.testing.TestBackend;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// What is a request of GraphQL over HTTP, and who may send it from a browser.
class HttpRequestsIT {
    private static final Map<String, String> KEY = Map.of("x-api-key", TestBackend.API_KEY);
    private static final String TWO = "query A { __typename } query B { listPosts { nextToken } }";

    private static TestBackend backend;

    @BeforeAll
    static void start() {
        backend = TestBackend.start("type Post @model { id: ID! title: String! }");
    }

    @AfterAll
    static void stop() {
        backend.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n"})
    void emptyBodyIsSaidToBeEmpty(String body) {
        var answer = backend.post(body, KEY);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors())
                .isEqualTo(
                        List.of(
                                Map.of(
                                        "errorType", "MalformedHttpRequestException",
                                        "message", "Request body is empty.")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "meow",
                "{}",
                "{}}",
                "[]",
                "null",
                "{\"query\":1}",
                "{\"query\":\"{ __typename }\",\"variables\":[]}",
                "{\"query\":\"{ __typename }\",\"operationName\":1}",
                "{\"query\":\"query {\"}"
            })
    void bodyThatHoldsNoQueryCannotBeParsed(String body) {
        var answer = backend.post(body, KEY);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errors().getFirst())
                .containsEntry("errorType", "MalformedHttpRequestException");
        assertThat(String.valueOf(answer.errors().getFirst().get("message")))
                .startsWith("Unable to parse GraphQL query.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/graphql/%zz", "/graphql?query=%zz"})
    void whatIsBadlyPercentEncodedIsAnErrorOfTheClientAlone(String path) {
        try (LoggedErrors logged = new LoggedErrors()) {
            String answer =
                    RawHttp.exchange(
                            backend.endpoint().getPort(),
                            "GET %s HTTP/1.1\nHost: localhost\nx-api-key: %s\nConnection: close\n\n"
                                    .formatted(path, TestBackend.API_KEY));

            assertThat(answer).startsWith("HTTP/1.1 400").contains("application/json", "errorType");
            assertThat(logged.messages()).isEmpty();
        }
    }

    @Test
    void batchIsRefusedWithTheCure() {
        var answer = backend.post("[{\"query\":\"{ __typename }\"}]", KEY);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(String.valueOf(answer.errors().getFirst().get("message")))
                .contains("send each request by itself");
    }

    @Test
    void contentTypeIsNotLookedAt() {
        var answer = request("POST", backend.endpoint(), Map.of("x-api-key", TestBackend.API_KEY));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"A, __typename", "B, listPosts"})
    void operationNameChoosesTheOperation(String operation, String field) {
        var answer =
                backend.post(Json.write(Map.of("query", TWO, "operationName", operation)), KEY);
        assertThat((Map<?, ?>) answer.body().get("data")).hasSize(1);
        assertThat(String.valueOf(answer.body().get("data"))).contains(field);
    }

    @Test
    void severalOperationsNeedAName() {
        var answer = backend.call(TWO);
        assertThat(answer.body()).containsEntry("data", null);
        assertThat(String.valueOf(answer.errors().getFirst().get("message")))
                .contains("operation name");
    }

    @Test
    void getCarriesQueryVariablesAndOperationInItsParameters() {
        String query = "query One($id: ID!) { getPost(id: $id) { id } } query Other { __typename }";
        var answer =
                request(
                        "GET",
                        URI.create(
                                backend.endpoint()
                                        + "?query="
                                        + encoded(query)
                                        + "&operationName=One&variables="
                                        + encoded("{\"id\":\"none\"}")),
                        KEY);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"data\":{\"getPost\":null}}");
        assertThat(answer.headers().firstValue("cache-control")).contains("no-store");
    }

    @Test
    void getWithVariablesThatAreNoObjectIsRefused() {
        var answer =
                request(
                        "GET",
                        URI.create(
                                backend.endpoint()
                                        + "?query="
                                        + encoded("{ __typename }")
                                        + "&variables="
                                        + encoded("[1]")),
                        KEY);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("variables must be an object");
    }

    @Test
    void getNeedsAKeyToo() {
        var answer = request("GET", backend.endpoint(), Map.of());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("UnauthorizedException");
    }

    @Test
    void otherMethodsAreRefused() {
        assertThat(request("PUT", backend.endpoint(), KEY).statusCode()).isEqualTo(405);
    }

    @Test
    void browserMayCallFromAnyOriginWithTheHeadersOfAmplify() {
        var answer =
                request(
                        "OPTIONS",
                        backend.endpoint(),
                        Map.of(
                                "origin", "https://app.example",
                                "access-control-request-method", "POST",
                                "access-control-request-headers",
                                        "x-api-key,x-amz-user-agent,x-mine"));
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("access-control-allow-origin")).contains("*");
        assertThat(answer.headers().firstValue("access-control-allow-methods").orElseThrow())
                .contains("POST", "GET");
        assertThat(answer.headers().firstValue("access-control-allow-headers").orElseThrow())
                .contains(
                        "x-api-key",
                        "authorization",
                        "content-type",
                        "x-amz-user-agent",
                        "x-amz-date",
                        "x-amz-security-token",
                        "*");
    }

    @Test
    void browserMayReadEveryAnswerEvenARefusal() {
        var refused = request("POST", backend.endpoint(), Map.of("origin", "https://app.example"));
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("access-control-allow-origin")).contains("*");
        assertThat(refused.headers().firstValue("access-control-expose-headers").orElseThrow())
                .contains("x-amzn-RequestId", "x-amzn-ErrorType");
    }

    private static HttpResponse<String> request(
            String method, URI address, Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address)
                        .method(
                                method,
                                method.equals("POST")
                                        ? HttpRequest.BodyPublishers.ofString(
                                                "{\"query\":\"{ __typename }\"}")
                                        : HttpRequest.BodyPublishers.noBody());
        headers.forEach(request::header);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString()).join();
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
