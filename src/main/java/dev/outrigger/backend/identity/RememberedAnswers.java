package dev.outrigger.backend.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What an authorizer decided on tokens a while ago. The tokens themselves are not kept. Of more
/// than the limit, those that were not asked for longest are forgotten.
final class RememberedAnswers {
    private final InstantSource clock;
    private final Map<ByteBuffer, Remembered> byToken;

    private record Remembered(Identification decision, Instant until) {}

    RememberedAnswers(int limit, InstantSource clock) {
        this.clock = clock;
        this.byToken =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Remembered> eldest) {
                        return size() > limit;
                    }
                };
    }

    synchronized Optional<Identification> find(String token) {
        Remembered remembered = byToken.get(digest(token));
        return remembered != null && clock.instant().isBefore(remembered.until())
                ? Optional.of(remembered.decision())
                : Optional.empty();
    }

    synchronized void put(String token, AuthorizerAnswer answer) {
        if (answer.ttl().isPositive()) {
            Instant until = clock.instant().plus(answer.ttl());
            byToken.put(digest(token), new Remembered(answer.decision(), until));
        } else {
            byToken.remove(digest(token));
        }
    }

    private static ByteBuffer digest(String token) {
        return ByteBuffer.wrap(Digests.sha256(token.getBytes(StandardCharsets.UTF_8)));
    }
}
