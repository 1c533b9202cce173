package dev.outrigger.api;

import static dev.outrigger.api.ProblemAssert.assertProblem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.outrigger.api.ApiServer.Answer;
import dev.outrigger.predicate.TextSearch;
import dev.outrigger.replica.Observations;
import dev.outrigger.runtime.Lifecycle;
import dev.outrigger.runtime.Sessions;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.testing.InMemoryAggregates;
import dev.outrigger.testing.InMemoryClearing;
import dev.outrigger.testing.InMemoryGroupedReads;
import dev.outrigger.testing.InMemoryReplicaProgress;
import dev.outrigger.testing.InMemoryReplicaStore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Instant;
import java.util.Map;

/// Who uses the sidecar.
@ParameterizedClass
@EnumSource(TestReplica.class)
class SessionIT extends OnEveryReplica {
    private static final String SESSION = "/v1/session";

    @Test
    void aSessionTellsWhoAndNeverTheSecret() {
        // When
        Answer signedIn = server.put(SESSION, "{\"identity\": \"ann\", \"token\": \"s3cret\"}");
        Answer asked = server.get(SESSION);
        Answer signedOut = server.delete(SESSION);

        // Then
        assertThat(signedIn.status()).isEqualTo(200);
        assertThat(signedIn.json()).isEqualTo(asked.json());
        assertThat(asked.json())
                .isEqualTo(
                        Map.of("identity", "ann", "credentials", "session", "unsentOfOthers", 3));
        assertThat(signedOut.json())
                .containsEntry("identity", null)
                .containsEntry("credentials", "configured");
    }

    @Test
    void whatIsNoSignInIsRefusedWithItsPlace() {
        assertThat(assertRefused("{}")).isEqualTo("");
        assertThat(assertRefused("{\"token\": 7}")).isEqualTo("/token");
        assertThat(assertRefused("{\"identity\": \" \"}")).isEqualTo("/identity");
        assertThat(assertRefused("{\"identity\": \"%s\"}".formatted("x".repeat(513))))
                .isEqualTo("/identity");
        assertThat(assertRefused("{\"user\": \"ann\"}")).isEqualTo("/user");
    }

    private Object assertRefused(String body) {
        Answer answer = server.put(SESSION, body);
        assertProblem(answer, 400, "body-invalid");
        return answer.get("path");
    }

    @Test
    void aSignInThatCannotBeServedSaysWhy() {
        server.sessions().answersNext(new Sessions.Outcome.NobodyNamed());
        assertProblem(server.put(SESSION, "{\"token\": \"opaque\"}"), 400, "body-invalid");
        server.sessions().answersNext(new Sessions.Outcome.TooManyUsers(20));
        Answer full = server.put(SESSION, "{\"identity\": \"zoe\"}");
        assertProblem(full, 409, "users-too-many");
        assertThat(full.json()).containsEntry("limit", 20);
        server.sessions().answersNext(new Sessions.Outcome.Unusable("it is in use"));
        assertProblem(server.put(SESSION, "{\"identity\": \"zoe\"}"), 503, "user-unusable");
    }

    @Test
    void R8_anotherReplicaIsServedAtOnceAndObserversOfTheEarlierOneAreToldAndCutOff() {
        // Given
        aPost("p1", 1);
        ObserveClient observer = observing(since(1));
        observer.next("started");
        EventsClient events = server.events(server.request("/v1/observe"));
        events.next("started");
        InMemoryReplicaStore other = new InMemoryReplicaStore(TestSchema.read(), Instant::now);
        Observations observations = new Observations(TestSchema.read(), other);
        InMemoryClearing clearing = new InMemoryClearing(TestSchema.read(), other);

        // When
        server.serve(
                        new ServedReplica(
                                TestSchema.read(),
                                TextSearch.nowhere(),
                                SyncPolicies.usual(),
                                other,
                                new InMemoryGroupedReads(other),
                                new InMemoryAggregates(other),
                                new InMemoryReplicaProgress(other),
                                observations,
                                sync,
                                new Lifecycle(sync, other, clearing, observations)))
                .join();
        Answer seen = server.get("/v1/models/Post/count");
        aPost("p2", 1);

        // Then
        assertThat(seen.json()).containsEntry("count", 0);
        assertThat(problem(observer, "1"))
                .extracting("type")
                .isEqualTo("urn:outrigger:problem:session-changed");
        await().until(observer::isClosed);
        assertThat(events.next("error").json().get("problem").toString())
                .contains("session-changed");
        events.awaitEnd();
        assertThat(other.everything()).hasSize(1);
        ObserveClient again = observing(since(0));
        again.next("started");
        assertThat(again.next("change")).containsEntry("key", Map.of("id", "p2"));
    }
}
