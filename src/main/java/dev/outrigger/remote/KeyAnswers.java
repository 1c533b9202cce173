package dev.outrigger.remote;

import dev.outrigger.contract.KeyDigest;
import dev.outrigger.contract.Operation;
import dev.outrigger.remote.HttpAnswer.Lost;
import dev.outrigger.remote.HttpAnswer.NotSent;
import dev.outrigger.remote.HttpAnswer.NothingToShow;
import dev.outrigger.remote.HttpAnswer.Received;
import dev.outrigger.sync.pull.DigestOutcome;
import dev.outrigger.sync.pull.KeysOutcome;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/// Says what a backend answered when it was asked which keys it has.
///
/// A backend that does not know the question says so in words of its own. So every definite refusal
/// means that it has no digests: what is then done works with every backend.
final class KeyAnswers {
    private KeyAnswers() {}

    static DigestOutcome digest(RemoteModel model, int buckets, HttpAnswer answer) {
        return switch (answer) {
            case NotSent notSent -> new DigestOutcome.Failed(notSent.reason());
            case NothingToShow nothing -> new DigestOutcome.Failed(nothing.reason());
            case Lost lost -> new DigestOutcome.Failed(lost.reason());
            case Received received -> {
                GraphQlAnswer body = read(model.keys().digest(), received);
                if (body != null && body.result() instanceof Map<?, ?> told) {
                    yield digest(buckets, told);
                }
                boolean denied = received.status() == 401 || received.status() == 403;
                yield denied || PullRefusal.isDefinite(received, body)
                        ? new DigestOutcome.Unsupported()
                        : new DigestOutcome.Failed(reason(received, body));
            }
        };
    }

    @SuppressWarnings("unchecked")
    private static DigestOutcome digest(int buckets, Map<?, ?> told) {
        if (told.get("startedAt") instanceof Number startedAt
                && told.get("buckets") instanceof List<?> sent) {
            try {
                return new DigestOutcome.Told(
                        Instant.ofEpochMilli(startedAt.longValue()),
                        KeyDigest.read(buckets, (List<? extends Map<String, ?>>) sent));
            } catch (IllegalArgumentException | ClassCastException | NullPointerException _) {
                return new DigestOutcome.Failed("the backend's digest cannot be read");
            }
        }
        return new DigestOutcome.Failed("the backend's digest lacks its time or its buckets");
    }

    /// Whatever else is answered says that it is not known.
    static OptionalLong estimate(RemoteModel model, HttpAnswer answer) {
        return answer instanceof Received received
                        && read(model.keys().estimate(), received) instanceof GraphQlAnswer body
                        && body.result() instanceof Number items
                ? OptionalLong.of(items.longValue())
                : OptionalLong.empty();
    }

    static KeysOutcome keys(RemoteModel model, HttpAnswer answer) {
        return switch (answer) {
            case NotSent notSent -> new KeysOutcome.Failed(notSent.reason());
            case NothingToShow nothing -> new KeysOutcome.Failed(nothing.reason());
            case Lost lost -> new KeysOutcome.Failed(lost.reason());
            case Received received -> {
                GraphQlAnswer body = read(model.keys().keys(), received);
                yield body != null && body.result() instanceof List<?> told
                        ? new KeysOutcome.Told(texts(told))
                        : new KeysOutcome.Failed(reason(received, body));
            }
        };
    }

    private static Set<String> texts(List<?> told) {
        Set<String> texts = new LinkedHashSet<>();
        told.forEach(key -> texts.add(String.valueOf(key)));
        return texts;
    }

    private static @Nullable GraphQlAnswer read(Operation operation, Received received) {
        return GraphQlAnswer.read(received.body(), operation.field());
    }

    private static String reason(Received received, @Nullable GraphQlAnswer body) {
        return body == null
                ? "HTTP %d with a body that is no GraphQL response".formatted(received.status())
                : body.reason();
    }
}
