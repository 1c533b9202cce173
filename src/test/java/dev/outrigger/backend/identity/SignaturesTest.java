package dev.outrigger.backend.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.testing.AwsSigner;
import dev.outrigger.testing.ManualClock;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class SignaturesTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");
    private static final URI ENDPOINT = URI.create("https://backend.example.com:4800/graphql");
    private static final AwsSigner SIGNER = new AwsSigner("AKIDEXAMPLE", "its secret");
    private static final String BODY = "{\"query\":\"{ listPosts { nextToken } }\"}";

    /// What Amplify's JavaScript client signs for the realtime channel.
    private static final Map<String, String> AMPLIFY_HEADERS =
            Map.of(
                    "accept", "application/json, text/javascript",
                    "content-encoding", "amz-1.0",
                    "content-type", "application/json; charset=UTF-8");

    private final ManualClock clock = new ManualClock(NOW);
    private final Signatures signatures =
            new Signatures(
                    List.of(
                            new AccessKey(
                                    SIGNER.keyId(), SIGNER.secret(), Caller.Role.AUTHENTICATED)),
                    clock);

    @Test
    void aRequestThatAwsClientsSignedIsThatOfItsKey() {
        Map<String, String> headers =
                SIGNER.post(ENDPOINT, Map.of("content-type", "application/json"), BODY, NOW);
        assertThat(answer(headers, "/graphql", BODY))
                .isEqualTo(
                        new Identification.Identified(
                                new Caller.Iam("AKIDEXAMPLE", Caller.Role.AUTHENTICATED)));
    }

    @Test
    void aHandshakeIsSignedAsAPostBelowTheEndpoint() {
        URI connect = URI.create(ENDPOINT + "/connect");
        Map<String, String> headers = SIGNER.post(connect, AMPLIFY_HEADERS, "{}", NOW);
        assertThat(answer(headers, "/graphql/connect", "{}"))
                .isInstanceOf(Identification.Identified.class);
    }

    @Test
    void theParametersOfAGetAreSigned() {
        String query = "query=%7B%20a%20%7D&variables=%7B%7D&empty=";
        Map<String, String> headers = SIGNER.get(URI.create(ENDPOINT + "?" + query), NOW);
        assertThat(answer(headers, new Message("GET", "/graphql", query, new byte[0])))
                .isInstanceOf(Identification.Identified.class);
        assertThat(answer(headers, new Message("GET", "/graphql", query + "1", new byte[0])))
                .isEqualTo(Identification.refused(Identification.Reason.FORGED));
    }

    @Test
    void anythingElseThanWasSignedIsForged() {
        Map<String, String> headers = SIGNER.post(ENDPOINT, AMPLIFY_HEADERS, BODY, NOW);
        assertForged(headers, "/graphql", BODY + " ");
        assertForged(headers, "/graphql/connect", BODY);
        assertForged(with(headers, "Host", "other.example.com"), "/graphql", BODY);
        assertForged(with(headers, "content-encoding", "gzip"), "/graphql", BODY);
        assertForged(with(headers, "content-encoding", null), "/graphql", BODY);
    }

    @Test
    void anotherSecretIsForgedAndAnotherKeyUnknown() {
        var wrong = new AwsSigner(SIGNER.keyId(), "another secret");
        assertForged(wrong.post(ENDPOINT, Map.of(), BODY, NOW), "/graphql", BODY);

        var unknown = new AwsSigner("AKIDOTHER", SIGNER.secret());
        assertThat(early(unknown.post(ENDPOINT, Map.of(), BODY, NOW)))
                .isEqualTo(Identification.refused(Identification.Reason.UNKNOWN_KEY));
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301})
    void aSignatureOfAnotherTimeIsRefusedBeforeTheBodyIsRead(long seconds) {
        Map<String, String> headers =
                SIGNER.post(ENDPOINT, Map.of(), BODY, NOW.plusSeconds(seconds));
        assertThat(early(headers))
                .isEqualTo(Identification.refused(Identification.Reason.UNTIMELY));
    }

    @Test
    void aSignatureCountsForFiveMinutes() {
        Map<String, String> headers = SIGNER.post(ENDPOINT, Map.of(), BODY, NOW);
        clock.advance(Duration.ofMinutes(5));
        assertThat(answer(headers, "/graphql", BODY)).isInstanceOf(Identification.Identified.class);
        clock.advance(Duration.ofSeconds(1));
        assertThat(early(headers))
                .isEqualTo(Identification.refused(Identification.Reason.UNTIMELY));
    }

    @Test
    void aSignatureForAnotherServiceOrWithoutTheHostIsNone() {
        Map<String, String> headers = SIGNER.post(ENDPOINT, Map.of(), BODY, NOW);
        String authorization = headers.get("Authorization");
        for (String other :
                List.of(
                        authorization.replace("/appsync/", "/execute-api/"),
                        authorization.replace("/20260302/", "/20260301/"),
                        authorization.replace("aws4_request", "aws5_request"),
                        authorization.replace("host;", ""),
                        authorization.replaceAll("Signature=.*", ""),
                        "AWS4-HMAC-SHA256",
                        "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=0")) {
            assertThat(early(with(headers, "Authorization", other)))
                    .isEqualTo(Identification.refused(Identification.Reason.MALFORMED));
        }
    }

    private void assertForged(Map<String, String> headers, String path, String body) {
        assertThat(answer(headers, path, body))
                .isEqualTo(Identification.refused(Identification.Reason.FORGED));
    }

    private Identification answer(Map<String, String> headers, String path, String body) {
        return answer(headers, Shown.posted(path, body));
    }

    private Identification answer(Map<String, String> headers, Message message) {
        return Shown.answer(signatures, Shown.message(headers, message));
    }

    private Identification early(Map<String, String> headers) {
        return Shown.answer(signatures, Shown.headers(headers));
    }

    /// @param value null to leave the header out
    private static Map<String, String> with(
            Map<String, String> headers, String name, @Nullable String value) {
        Map<String, String> changed = new HashMap<>(headers);
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return changed;
    }
}
