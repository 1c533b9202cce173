package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.outrigger.store.Retention;
import dev.outrigger.store.StoreLimits;

import org.junit.jupiter.api.Test;

import java.util.Map;

/// Resuming where the change log has been shortened meanwhile.
class ShortChangeLogIT {
    private static final int SAVES = 200;

    @Test
    void saysFromWhereToResumeWhenTheLogNoLongerReachesBack() {
        // Given
        TestReplica.Opened replica =
                TestReplica.openInPostgres(StoreLimits.usual().with(new Retention(10, null)));
        try (ApiServer server =
                        new ApiServer(
                                replica.parts(), new FakeSyncControl(), ApiSettings.loopback(0));
                ObserveClient client = server.observe()) {
            for (int number = 1; number <= SAVES; number++) {
                server.post("/v1/models/Post", OnEveryReplica.post("p" + number, number));
            }
            await().until(
                            () ->
                                    replica.store()
                                                    .changeRange()
                                                    .toCompletableFuture()
                                                    .join()
                                                    .oldest()
                                            > 2);

            // When
            client.send(OnEveryReplica.since(1));
            Map<?, ?> problem = OnEveryReplica.problem(client, "1");

            // Then
            assertThat(problem.get("type")).isEqualTo("urn:outrigger:problem:since-too-old");
            long oldest = ((Number) problem.get("oldestSeq")).longValue();
            client.send(OnEveryReplica.since(oldest - 1));
            client.next("started");
            client.changes((int) (SAVES - oldest + 1));
            client.expectNothingElse();
            ApiServer.Answer answer =
                    server.get(
                            "/v1/observe",
                            Map.of("Accept", "text/event-stream", "Last-Event-ID", "1"));
            assertThat(answer.status()).isEqualTo(410);
            assertThat(answer.get("oldestSeq")).isEqualTo(problem.get("oldestSeq"));
        } finally {
            replica.end().run();
        }
    }
}
