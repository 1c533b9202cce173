package dev.outrigger.remote;

import dev.outrigger.remote.HttpAnswer.Lost;
import dev.outrigger.remote.HttpAnswer.NotSent;
import dev.outrigger.remote.HttpAnswer.NothingToShow;
import dev.outrigger.remote.HttpAnswer.Received;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.UnreadItem;
import dev.outrigger.sync.pull.PageRequest;
import dev.outrigger.sync.pull.PullOutcome;
import dev.outrigger.sync.push.FetchOutcome;
import dev.outrigger.sync.push.PushOutcome;
import dev.outrigger.sync.push.PushOutcome.Accepted;
import dev.outrigger.sync.push.PushOutcome.ConditionFailed;
import dev.outrigger.sync.push.PushOutcome.Conflict;
import dev.outrigger.sync.push.PushOutcome.Deferred;
import dev.outrigger.sync.push.PushOutcome.Faulted;
import dev.outrigger.sync.push.PushOutcome.NotSignedIn;
import dev.outrigger.sync.push.PushOutcome.Refused;
import dev.outrigger.sync.push.PushOutcome.Unanswered;
import dev.outrigger.sync.push.PushOutcome.Unreadable;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Says what an answer of the backend means: the only place that knows HTTP statuses and error
/// types.
///
/// A mutation is called stored or refused only on the backend's word about this very mutation. All
/// else leaves it in the outbox: [Deferred] when it was certainly not stored, [Faulted] or
/// [Unanswered] when it may have been.
final class AnswerMapping {
    /// Of a caller whom the backend does not know. "Unauthorized" is of one that it knows.
    private static final String NOT_KNOWN = "UnauthorizedException";

    private final InstantSource clock;

    /// @param clock local, to measure a `Retry-After` that is a date
    AnswerMapping(InstantSource clock) {
        this.clock = clock;
    }

    /// @param field where the answer to the mutation is found
    PushOutcome push(RemoteModel model, String field, HttpAnswer answer) {
        return switch (answer) {
            case NotSent notSent -> new Deferred(null, notSent.reason());
            case NothingToShow nothing -> new NotSignedIn(nothing.reason());
            case Lost lost -> new Unanswered(lost.reason());
            case Received received when received.successful() -> {
                GraphQlAnswer body = GraphQlAnswer.read(received.body(), field);
                yield body == null ? new Unanswered(notGraphQl(received)) : executed(model, body);
            }
            case Received received -> failed(model, field, received);
        };
    }

    PullOutcome pull(RemoteModel model, PageRequest request, HttpAnswer answer) {
        return switch (answer) {
            case NotSent notSent -> new PullOutcome.Failed(notSent.reason());
            case NothingToShow nothing -> new PullOutcome.Unauthorized(nothing.reason());
            case Lost lost -> new PullOutcome.Failed(lost.reason());
            case Received received -> {
                GraphQlAnswer body =
                        GraphQlAnswer.read(received.body(), model.operations().sync().field());
                yield body != null && body.result() instanceof Map<?, ?> connection
                        ? page(model, connection, body)
                        : PullRefusal.of(request, received, body);
            }
        };
    }

    FetchOutcome fetch(RemoteModel model, HttpAnswer answer) {
        return switch (answer) {
            case NotSent notSent -> new FetchOutcome.Failed(notSent.reason());
            case NothingToShow nothing -> new FetchOutcome.NotSignedIn(nothing.reason());
            case Lost lost -> new FetchOutcome.Failed(lost.reason());
            case Received received -> {
                String field = Objects.requireNonNull(model.operations().get()).field();
                GraphQlAnswer body = GraphQlAnswer.read(received.body(), field);
                if (received.status() == 401) {
                    yield new FetchOutcome.NotSignedIn(
                            body == null ? notGraphQl(received) : body.reason());
                }
                if (body == null) {
                    yield new FetchOutcome.Failed(notGraphQl(received));
                }
                yield body.silent() && !received.successful()
                        ? new FetchOutcome.Failed(body.reason())
                        : inDoubt(received, found(model, body));
            }
        };
    }

    /// With another status it may be something on the way that speaks.
    private static FetchOutcome inDoubt(Received received, FetchOutcome said) {
        boolean itsWord = received.successful() || received.status() == 400;
        return said instanceof FetchOutcome.Unreadable(String reason) && !itsWord
                ? new FetchOutcome.Failed(reason)
                : said;
    }

    /// What a backend that has carried out a read says of the item.
    static FetchOutcome found(RemoteModel model, GraphQlAnswer body) {
        if (body.result() == null) {
            if (body.silent()) {
                // An answer that does not speak of the item is no word about it.
                return body.told()
                        ? new FetchOutcome.Absent()
                        : new FetchOutcome.Failed("the backend's answer is not about the item");
            }
            return unread(body);
        }
        return switch (model.reader().read(body.result())) {
            case RemoteReading.Taken taken -> new FetchOutcome.Found(taken.item());
            case RemoteReading.Rejected rejected ->
                    new FetchOutcome.Unreadable(unreadable(rejected));
        };
    }

    private static FetchOutcome unread(GraphQlAnswer body) {
        List<String> types = body.errors().stream().map(GraphQlError::errorType).toList();
        if (types.contains(NOT_KNOWN)) {
            return new FetchOutcome.NotSignedIn(body.reason());
        }
        if (body.hidden()) {
            return new FetchOutcome.Unreadable(body.reason());
        }
        if (types.contains("Unauthorized")) {
            return new FetchOutcome.Refused(Rejections.of(body));
        }
        return types.stream().anyMatch(ErrorTypes::isBusy)
                ? new FetchOutcome.Failed(body.reason())
                : new FetchOutcome.Unreadable(body.reason());
    }

    /// What a backend that has carried out the document says of one mutation in it.
    PushOutcome executed(RemoteModel model, GraphQlAnswer body) {
        if (body.result() != null) {
            return switch (model.reader().read(body.result())) {
                case RemoteReading.Taken taken -> new Accepted(taken.item());
                case RemoteReading.Rejected rejected -> new Unreadable(unreadable(rejected));
            };
        }
        if (body.hidden()) {
            return new Unreadable(body.reason());
        }
        return body.errors().stream()
                .filter(error -> !error.belowRoot())
                .findFirst()
                .map(error -> verdict(model, error, body))
                .orElseGet(
                        () ->
                                body.told()
                                        ? new Faulted(body.reason())
                                        : new Unanswered(body.reason()));
    }

    private static PushOutcome verdict(RemoteModel model, GraphQlError error, GraphQlAnswer body) {
        return switch (error.errorType()) {
            // With the second one, others were faster each time that the backend resolved it.
            case "ConflictUnhandled", "MaxConflicts" -> new Conflict(theirs(model, error));
            case "ConditionalCheckFailedException" -> new ConditionFailed(body.messages());
            case NOT_KNOWN -> new NotSignedIn(body.reason());
            // The capacity comes back in a moment.
            case String type when ErrorTypes.isBusy(type) -> new Deferred(null, body.reason());
            // The resolver had begun; whether it had written is not known.
            case String type when ErrorTypes.isFault(type) -> new Faulted(body.reason());
            default -> new Refused(Rejections.of(body));
        };
    }

    private static @Nullable RemoteItem theirs(RemoteModel model, GraphQlError error) {
        return error.data() != null
                        && model.reader().read(error.data()) instanceof RemoteReading.Taken taken
                ? taken.item()
                : null;
    }

    /// An answer that is not 2xx. Below 500 nothing was stored; from 500 on it may have been,
    /// unless the backend says that it had no time and when it will.
    private PushOutcome failed(RemoteModel model, String field, Received received) {
        Duration pause = RetryAfter.of(received, clock.instant());
        GraphQlAnswer body = GraphQlAnswer.read(received.body(), field);
        String reason = body == null ? notGraphQl(received) : body.reason();
        if (received.status() >= 500) {
            boolean declined = received.status() == 503 && pause != null;
            return declined ? new Deferred(pause, reason) : new Unanswered(reason);
        }
        return switch (received.status()) {
            case 401 -> new NotSignedIn(reason);
            case 403 -> forbidden(body, reason);
            case 429 -> new Deferred(pause, reason);
            case 413 ->
                    new Refused(
                            Rejection.of(Rejection.Cause.BAD_RECORD, "PayloadTooLarge", reason));
            default ->
                    body == null || body.errors().isEmpty()
                            ? new Deferred(pause, reason)
                            : verdict(model, body.errors().getFirst(), body);
        };
    }

    /// A caller whom AWS does not know, or a request that a firewall took for an attack: neither is
    /// a word about the mutation.
    private static PushOutcome forbidden(@Nullable GraphQlAnswer body, String reason) {
        boolean unknown =
                body != null
                        && body.errors().stream()
                                .noneMatch(error -> error.errorType().startsWith("WAF"));
        return unknown ? new NotSignedIn(reason) : new Deferred(null, reason);
    }

    private static PullOutcome page(RemoteModel model, Map<?, ?> connection, GraphQlAnswer body) {
        if (!(connection.get("startedAt") instanceof Number startedAt)) {
            return new PullOutcome.Failed("the page has no startedAt, so it cannot be built on");
        }
        if (!(connection.get("items") instanceof List<?> found)) {
            return new PullOutcome.Failed("the page has no list of items");
        }
        List<RemoteItem> items = new ArrayList<>();
        List<UnreadItem> rejected = new ArrayList<>();
        for (int index = 0; index < found.size(); index++) {
            switch (model.reader().read(found.get(index))) {
                case RemoteReading.Taken taken -> items.add(taken.item());
                case RemoteReading.Rejected reading ->
                        rejected.add(
                                reading.item()
                                        .because(
                                                "item %d of the page cannot be read: %s"
                                                        .formatted(
                                                                index, why(index, reading, body))));
            }
        }
        return new PullOutcome.Page(
                items,
                rejected,
                connection.get("nextToken") instanceof String token ? token : null,
                Instant.ofEpochMilli(startedAt.longValue()));
    }

    /// The backend's own reason where it has one for that very item, as it does for those that it
    /// replaced by null.
    private static String why(int index, RemoteReading.Rejected reading, GraphQlAnswer body) {
        return body.errors().stream()
                .filter(
                        error ->
                                error.path().size() > 2
                                        && Objects.equals(error.path().get(2), index))
                .findFirst()
                .map(GraphQlError::text)
                .orElse(reading.reason());
    }

    private static String notGraphQl(Received received) {
        return "HTTP %d with a body that is no GraphQL response".formatted(received.status());
    }

    private static String unreadable(RemoteReading.Rejected rejected) {
        return "the backend's item cannot be read: " + rejected.reason();
    }
}
