package dev.outrigger.backend.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.json.Json;
import dev.outrigger.testing.ManualClock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What an authorizer is asked, what its answer means, and for how long.
class AuthorizerDecisionTest {
    private static final Duration USUAL = Duration.ofMinutes(5);
    private static final AuthorizerSettings.Api API = new AuthorizerSettings.Api("api", "account");

    @Test
    void anAnswerIdentifiesWithContextAndDeniedFields() {
        AuthorizerAnswer answer =
                read("""
                {"isAuthorized": true, "resolverContext": {"tenant": "t1", "n": 1},
                 "deniedFields": ["Post.secret",
                   "arn:aws:appsync:eu-west-1:1:apis/a/types/Mutation/fields/x"],
                 "ttlOverride": 10}\
                """)
                        .orElseThrow();

        assertThat(answer.ttl()).isEqualTo(Duration.ofSeconds(10));
        assertThat(answer.decision())
                .isEqualTo(
                        new Identification.Identified(
                                new Caller.Custom(
                                        Map.of("tenant", "t1", "n", 1),
                                        Set.of("Post.secret", "Mutation.x"))));
    }

    @Test
    void aRefusalCountsLikeAnyAnswer() {
        assertThat(read("{\"isAuthorized\": false}"))
                .contains(
                        new AuthorizerAnswer(
                                Identification.refused(Identification.Reason.DENIED), USUAL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"isAuthorized\": \"true\"}",
                "{\"isAuthorized\": true, \"deniedFields\": \"Post.secret\"}",
                "{\"isAuthorized\": true, \"deniedFields\": [1]}",
                "{\"isAuthorized\": true, \"resolverContext\": []}",
                "{\"isAuthorized\": true, \"ttlOverride\": -1}",
                "{\"isAuthorized\": true, \"ttlOverride\": \"300\"}"
            })
    void anAnswerThatIsNotWhollyUnderstoodDecidesNothing(String answer) {
        assertThat(read(answer)).isEmpty();
    }

    @Test
    void theEventIsThatOfAppSync() {
        var message =
                Shown.posted(
                        "/graphql",
                        "{\"query\":\"query A { a }\",\"operationName\":\"A\","
                                + "\"variables\":{\"v\":1}}");

        var event = event(message);

        assertThat(event)
                .containsEntry("authorizationToken", "token")
                .containsEntry("requestHeaders", Map.of("authorization", "token"));
        assertThat(context(event))
                .containsEntry("apiId", "api")
                .containsEntry("accountId", "account")
                .containsEntry("queryString", "query A { a }")
                .containsEntry("operationName", "A")
                .containsEntry("variables", Map.of("v", 1))
                .containsKey("requestId");
    }

    @Test
    void aHandshakeHasAnOperationOfItsOwnAndNothingElseHas() {
        assertThat(context(event(Shown.posted("/graphql/connect", "{}"))))
                .containsEntry("operationName", "Deepdish:Connect")
                .containsEntry("queryString", "")
                .containsEntry("variables", Map.of());
        assertThat(context(event(Shown.posted("/graphql", "{}"))))
                .doesNotContainKey("operationName");
    }

    @Test
    void aGetHasItsDocumentInTheParameters() {
        var message =
                new Message(
                        "GET", "/graphql", "query=%7Ba%7D&variables=%7B%22v%22:2%7D", new byte[0]);
        assertThat(context(event(message)))
                .containsEntry("queryString", "{a}")
                .containsEntry("variables", Map.of("v", 2));
    }

    @Test
    void answersAreRememberedUntilTheirTimeIsOverAndNotMoreThanTheLimit() {
        var clock = new ManualClock(Instant.parse("2026-03-02T09:30:00Z"));
        var remembered = new RememberedAnswers(2, clock);
        Identification yes = new Identification.Identified(new Caller.Custom(Map.of(), Set.of()));
        for (String token : List.of("a", "b", "c")) {
            remembered.put(token, new AuthorizerAnswer(yes, Duration.ofSeconds(10)));
        }
        remembered.put("d", new AuthorizerAnswer(yes, Duration.ZERO));

        assertThat(remembered.find("a")).isEmpty();
        assertThat(remembered.find("b")).contains(yes);
        assertThat(remembered.find("d")).isEmpty();
        clock.advance(Duration.ofSeconds(10));
        assertThat(remembered.find("b")).isEmpty();
    }

    private static Optional<AuthorizerAnswer> read(String answer) {
        return AuthorizerAnswer.read(Json.readObject(answer), USUAL);
    }

    private static Map<String, Object> event(Message message) {
        var headers = RequestHeaders.of(Map.of("Authorization", "token").entrySet());
        return AuthorizerEvent.of("token", headers, message, API);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> context(Map<String, Object> event) {
        return (Map<String, Object>) event.get("requestContext");
    }
}
