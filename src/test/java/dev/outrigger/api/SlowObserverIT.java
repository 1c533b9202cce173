package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.observe.ObserveLimits;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A client that does not read what it asked for.
@ParameterizedClass
@EnumSource(TestReplica.class)
class SlowObserverIT extends OnEveryReplica {
    private static final String POSTS = "/v1/models/Post";

    @Test
    void tellsASlowClientSoAndHoldsUpNobody() {
        // Given
        server.close();
        serve(impatient());
        ObserveClient slow = observing("{\"type\": \"observe\", \"id\": \"1\"}");
        ObserveClient other = observing("{\"type\": \"observe\", \"id\": \"1\"}");
        slow.next("started");
        other.next("started");
        slow.pause();

        // When
        int saves = 400;
        for (int number = 1; number <= saves; number++) {
            large("p" + number);
            other.next("change");
        }

        // Then
        slow.read();
        List<Long> seqs = new ArrayList<>();
        Map<String, @Nullable Object> frame = slow.next();
        while (frame.get("type").equals("change")) {
            seqs.add(number(frame, "seq"));
            frame = slow.next();
        }
        assertThat(frame).containsEntry("type", "error").containsEntry("id", "1");
        Map<?, ?> problem = (Map<?, ?>) frame.get("problem");
        assertThat(problem.get("type")).isEqualTo("urn:outrigger:problem:too-slow");
        long last = ((Number) problem.get("lastSeq")).longValue();
        assertThat(last).isEqualTo(seqs.getLast()).isLessThan(saves);
        slow.send(since(last));
        slow.next("started");
        slow.changes((int) (saves - last)).forEach(change -> seqs.add(number(change, "seq")));
        assertThat(seqs).hasSize(saves).isSorted().doesNotHaveDuplicates();
    }

    private static ApiSettings impatient() {
        return ApiSettings.loopback(0)
                .with(
                        ApiLimits.defaults()
                                .with(ObserveLimits.defaults().withPatience(20, Duration.ZERO)));
    }

    /// More than fits into the buffers between two sockets, a few hundred times over.
    private void large(String id) {
        String title = "x".repeat(100_000);
        server.post(
                POSTS,
                "{\"id\": \"%s\", \"title\": \"%s\", \"status\": \"ACTIVE\"}".formatted(id, title));
    }
}
