package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.problem.ProblemType;
import dev.outrigger.testing.HostileRequests;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Requests and frames that no client means. Each is answered with success or a documented problem
/// of the client's, and nothing of them stays.
///
/// `-Dfuzz.requests=10000` for a long night, `-Dfuzz.seed=2` for other ones.
class HostileInputIT {
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 1_500);
    private static final long SEED = Long.getLong("fuzz.seed", 1);
    private static final int FRAMES_OF_A_SOCKET = 20;

    /// What a heap may grow by and still be called flat: pools that fill while a server warms up.
    private static final long FLAT_BYTES = 24L << 20;

    private static final Pattern STATUS = Pattern.compile("^HTTP/1\\.[01] (\\d{3})");
    private static final Pattern TYPE = Pattern.compile("urn:outrigger:problem:([a-z-]+)");
    private static final Set<String> TYPES =
            Arrays.stream(ProblemType.values())
                    .filter(type -> type.status() < 500)
                    .map(ProblemType::slug)
                    .collect(Collectors.toSet());

    private final TestReplica.Opened replica = TestReplica.IN_POSTGRES.open();
    private final ApiServer server =
            new ApiServer(replica.parts(), new FakeSyncControl(), ApiSettings.loopback(0));

    @AfterEach
    void stop() {
        server.close();
        replica.end().run();
    }

    @Test
    void everyRequestIsAnsweredAndMemoryStaysFlat() throws IOException {
        var requests = new HostileRequests(SEED);
        send(requests, REQUESTS / 2);
        long before = heap();

        send(requests, REQUESTS - REQUESTS / 2);

        assertThat(heap() - before).as("growth, with fuzz.seed=%s", SEED).isLessThan(FLAT_BYTES);
        assertThat(server.get("/health/ready").status()).isEqualTo(200);
    }

    @Test
    void everyFrameIsAnsweredAndTheServerGoesOn() {
        var requests = new HostileRequests(SEED);
        for (int socket = 0; socket < REQUESTS / 10 / FRAMES_OF_A_SOCKET; socket++) {
            try (ObserveClient client = server.observe()) {
                for (int number = 0; number < FRAMES_OF_A_SOCKET; number++) {
                    String frame = requests.frame();
                    client.send(frame);
                    assertAnswered(client, frame);
                }
            }
        }
        assertThat(server.get("/health/ready").status()).isEqualTo(200);
    }

    /// Any frame is followed by something that names a problem or the begin of an observation; what
    /// is asked after it shows that the socket was not given up.
    private static void assertAnswered(ObserveClient client, String frame) {
        client.send("{\"type\": \"stop\", \"id\": \"after-that\"}");
        String told = String.valueOf(client.next());
        while (!told.contains("after-that")) {
            assertHarmless(told, frame);
            told = String.valueOf(client.next());
        }
    }

    private void send(HostileRequests requests, int count) throws IOException {
        for (int number = 0; number < count; number++) {
            HostileRequests.Request request = requests.next();
            String answer = request.answerOf(server.port());
            Matcher status = STATUS.matcher(answer);
            assertThat(status.find()).as("an answer to %s: %s", request, answer).isTrue();
            assertThat(Integer.parseInt(status.group(1)))
                    .as("with fuzz.seed=%s, of %s: %s", SEED, request, answer)
                    .isBetween(200, 499);
            assertHarmless(answer, request.toString());
        }
    }

    private static void assertHarmless(String answer, String request) {
        Matcher type = TYPE.matcher(answer);
        while (type.find()) {
            assertThat(TYPES).as("answer to %s", request).contains(type.group(1));
        }
        assertThat(answer)
                .as("with fuzz.seed=%s, of %s", SEED, request)
                .doesNotContain("\tat ", "Exception", "org.postgresql", "java.lang");
    }

    private static long heap() {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            System.gc();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }
}
