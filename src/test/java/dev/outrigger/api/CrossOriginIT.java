package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.access.AccessToken;
import dev.outrigger.api.access.AccessTokens;
import dev.outrigger.api.access.Caller;
import dev.outrigger.api.access.Grant;
import dev.outrigger.testing.InMemoryReplicaStore;
import dev.outrigger.testing.RawHttp;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/// What browsers are told about pages of other origins.
class CrossOriginIT {
    private static final String APP = "https://app.example.com:8443";

    private ApiServer server = serving(Set.of(APP));

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aPreflightIsAnsweredWithoutAToken() {
        String answer = ask("OPTIONS", APP, "Access-Control-Request-Method: PATCH\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 204")
                .containsIgnoringCase("access-control-allow-origin: " + APP)
                .containsIgnoringCase("vary: origin")
                .doesNotContainIgnoringCase("allow-credentials");
        assertThat(answer).contains("PATCH", "Authorization", "If-Match", "If-None-Match");
    }

    @Test
    void aPageMayReadAnswersAndProblems() {
        String allowed = ask("GET", APP, "Authorization: Bearer secret\n");
        String refused = ask("GET", APP, "");

        assertThat(allowed)
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("access-control-allow-origin: " + APP)
                .containsIgnoringCase("access-control-expose-headers: ETag")
                .contains("Outrigger-Token", "Preference-Applied");
        assertThat(refused)
                .startsWith("HTTP/1.1 401")
                .containsIgnoringCase("access-control-allow-origin: " + APP);
    }

    @Test
    void otherOriginsOfTheSameHostAndOthersAreRefused() {
        for (String origin :
                List.of(
                        "https://app.example.com",
                        "http://app.example.com:8443",
                        "https://app.example.com:8443.evil.example",
                        "https://evil.example",
                        "null",
                        "*")) {
            assertThat(ask("OPTIONS", origin, "Access-Control-Request-Method: GET\n"))
                    .as(origin)
                    .startsWith("HTTP/1.1 403")
                    .contains("origin-refused")
                    .doesNotContainIgnoringCase("access-control");
        }
    }

    @Test
    void pagesOfThisMachineMaySendButNotReadUnlessTheyAreNamed() {
        String answer = ask("GET", "http://localhost:3000", "Authorization: Bearer secret\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .doesNotContainIgnoringCase("access-control-allow-origin");
    }

    @Test
    void everyPageMayReadWhereThatIsWanted() {
        server.close();
        server = serving(Set.of("*"));

        assertThat(ask("GET", "https://any.example", "Authorization: Bearer secret\n"))
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("access-control-allow-origin: https://any.example");
    }

    @Test
    void nobodyIsToldAnythingWhereNoOriginIsNamed() {
        server.close();
        server = serving(Set.of());

        assertThat(ask("GET", "http://localhost:3000", "Authorization: Bearer secret\n"))
                .startsWith("HTTP/1.1 200")
                .doesNotContainIgnoringCase("access-control")
                .doesNotContainIgnoringCase("vary");
    }

    private String ask(String method, String origin, String headers) {
        return RawHttp.exchange(
                server.port(),
                method
                        + " /v1/models HTTP/1.1\nHost: localhost\nConnection: close\nOrigin: "
                        + origin
                        + "\n"
                        + headers
                        + "\n");
    }

    private static ApiServer serving(Set<String> origins) {
        var store = new InMemoryReplicaStore(TestSchema.read(), Instant::now);
        Caller caller = new Caller("app", Grant.everything(), Instant.MAX);
        var tokens =
                new AccessTokens(List.of(AccessToken.of(caller, "secret")), InstantSource.system());
        return new ApiServer(
                ApiServer.Parts.inMemory(store),
                new FakeSyncControl(),
                ApiSettings.loopback(0)
                        .with(new ApiNames(Set.of(), origins))
                        .with(new ApiProtection(tokens, null)));
    }
}
