package dev.outrigger.remote;

import dev.outrigger.contract.Mutation;
import dev.outrigger.contract.Operation;
import dev.outrigger.remote.HttpAnswer.Lost;
import dev.outrigger.remote.HttpAnswer.NotSent;
import dev.outrigger.remote.HttpAnswer.Received;
import dev.outrigger.remote.PushReading.Decided;
import dev.outrigger.remote.PushReading.StoredUnseen;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.pull.PullOutcome;
import dev.outrigger.sync.push.FetchOutcome;
import dev.outrigger.sync.push.PushOutcome.Accepted;
import dev.outrigger.sync.push.PushOutcome.ConditionFailed;
import dev.outrigger.sync.push.PushOutcome.Conflict;
import dev.outrigger.sync.push.PushOutcome.Deferred;
import dev.outrigger.sync.push.PushOutcome.Refused;
import dev.outrigger.sync.push.PushOutcome.Unanswered;
import dev.outrigger.sync.push.PushOutcome;
import dev.outrigger.telemetry.LogKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says what an answer of the backend means: the only place that knows HTTP statuses and error
/// types.
///
/// A mutation is called stored or refused only on the backend's word about this very mutation. All
/// else leaves it in the outbox: [Deferred] when it was certainly not stored, [Unanswered] when it
/// may have been.
final class AnswerMapping {
    private static final Logger LOGGER = LoggerFactory.getLogger(AnswerMapping.class);

    /// Given to an error without a type: GraphQL's own checks name none.
    private static final String UNTYPED = "ValidationError";

    private final InstantSource clock;

    /// @param clock local, to measure a `Retry-After` that is a date
    AnswerMapping(InstantSource clock) {
        this.clock = clock;
    }

    PushReading push(RemoteModel model, Mutation.Kind kind, HttpAnswer answer) {
        Operation operation = model.operations().mutations().of(kind);
        return switch (answer) {
            case NotSent notSent -> new Decided(new Deferred(null, notSent.reason()));
            case Lost lost -> new Decided(new Unanswered(lost.reason()));
            case Received received when received.successful() -> {
                GraphQlAnswer body = GraphQlAnswer.read(received.body(), operation);
                yield body == null
                        ? new Decided(new Unanswered(notGraphQl(received)))
                        : executed(model, body);
            }
            case Received received -> failed(model, operation, received);
        };
    }

    PullOutcome pull(RemoteModel model, HttpAnswer answer) {
        return switch (answer) {
            case NotSent notSent -> new PullOutcome.Failed(notSent.reason());
            case Lost lost -> new PullOutcome.Failed(lost.reason());
            case Received received -> {
                GraphQlAnswer body =
                        GraphQlAnswer.read(received.body(), model.operations().sync());
                if (body == null) {
                    yield new PullOutcome.Failed(notGraphQl(received));
                }
                yield body.result() instanceof Map<?, ?> connection
                        ? page(model, connection, body)
                        : new PullOutcome.Failed(body.reason());
            }
        };
    }

    FetchOutcome fetch(RemoteModel model, HttpAnswer answer) {
        return switch (answer) {
            case NotSent notSent -> new FetchOutcome.Failed(notSent.reason());
            case Lost lost -> new FetchOutcome.Failed(lost.reason());
            case Received received -> {
                GraphQlAnswer body = GraphQlAnswer.read(received.body(), model.operations().get());
                if (body == null || !received.successful()) {
                    yield new FetchOutcome.Failed(
                            body == null ? notGraphQl(received) : body.reason());
                }
                if (body.result() == null) {
                    yield body.errors().isEmpty()
                            ? new FetchOutcome.Absent()
                            : new FetchOutcome.Failed(body.reason());
                }
                yield switch (model.reader().read(body.result())) {
                    case RemoteReading.Taken taken -> new FetchOutcome.Found(taken.item());
                    case RemoteReading.Rejected rejected ->
                            new FetchOutcome.Failed(unreadable(rejected));
                };
            }
        };
    }

    private PushReading executed(RemoteModel model, GraphQlAnswer body) {
        if (body.result() != null) {
            return switch (model.reader().read(body.result())) {
                case RemoteReading.Taken taken -> new Decided(new Accepted(taken.item()));
                case RemoteReading.Rejected rejected -> new StoredUnseen(unreadable(rejected));
            };
        }
        return body.errors().stream()
                .filter(error -> !error.belowRoot())
                .findFirst()
                .map(error -> verdict(model, error, body.reason()))
                .orElseGet(() -> withoutVerdict(body));
    }

    /// The field itself did not fail, so the backend carried it out; a field of the answer that may
    /// not be null failed, and GraphQL then drops the answer whole.
    private static PushReading withoutVerdict(GraphQlAnswer body) {
        return body.errors().isEmpty()
                ? new Decided(new Unanswered(body.reason()))
                : new StoredUnseen(body.reason());
    }

    private PushReading verdict(RemoteModel model, GraphQlError error, String reason) {
        return switch (error.errorType()) {
            case "ConflictUnhandled" -> new Decided(new Conflict(theirs(model, error)));
            case "ConditionalCheckFailedException" -> new Decided(new ConditionFailed(reason));
            // The base table has the mutation, only the delta table has not.
            case "DeltaSyncWriteError" -> new StoredUnseen(reason);
            // The rights may come back with the next sign-in or the next deployment.
            case "Unauthorized", "UnauthorizedException" ->
                    new Decided(new Deferred(null, reason));
            case "LimitExceededError",
                    "LimitExceededException",
                    "ProvisionedThroughputExceededException",
                    "RequestLimitExceeded",
                    "ServiceUnavailable",
                    "ServiceUnavailableException",
                    "Throttling",
                    "ThrottlingException",
                    "TooManyRequestsException" ->
                    new Decided(new Deferred(null, reason));
            // The resolver had begun; whether it had written is not known.
            case "ExecutionTimeout",
                    "InternalFailure",
                    "InternalFailureException",
                    "InternalServerError" ->
                    new Decided(new Unanswered(reason));
            case "" -> new Decided(new Refused(UNTYPED, reason));
            case "BadRequest",
                    "BadRequestException",
                    "ConflictError",
                    "MalformedHttpRequestException",
                    "MaxConflicts",
                    "UnsupportedOperation" ->
                    new Decided(new Refused(error.errorType(), reason));
            default -> {
                LOGGER.atWarn()
                        .addKeyValue(LogKey.MODEL, model.name())
                        .addKeyValue(LogKey.ERROR_TYPE, error.errorType())
                        .log("the backend refused a mutation with an error type that is not known");
                yield new Decided(new Refused(error.errorType(), reason));
            }
        };
    }

    private static @Nullable RemoteItem theirs(RemoteModel model, GraphQlError error) {
        return error.data() != null
                        && model.reader().read(error.data()) instanceof RemoteReading.Taken taken
                ? taken.item()
                : null;
    }

    /// An answer that is not 2xx. Below 500 nothing was stored; from 500 on it may have been,
    /// unless the backend names a time to come back.
    private PushReading failed(RemoteModel model, Operation operation, Received received) {
        Instant now = clock.instant();
        Duration pause = RetryAfter.read(received.retryAfter(), now);
        GraphQlAnswer body = GraphQlAnswer.read(received.body(), operation);
        String reason = body == null ? notGraphQl(received) : body.reason();
        if (received.status() >= 500) {
            return new Decided(
                    pause == null ? new Unanswered(reason) : new Deferred(pause, reason));
        }
        return switch (received.status()) {
            case 413 -> new Decided(new Refused("PayloadTooLarge", reason));
            case 401, 403, 429 -> new Decided(new Deferred(pause, reason));
            default ->
                    body == null || body.errors().isEmpty()
                            ? new Decided(new Deferred(pause, reason))
                            : verdict(model, body.errors().getFirst(), reason);
        };
    }

    private static PullOutcome page(
            RemoteModel model, Map<?, ?> connection, GraphQlAnswer body) {
        if (!(connection.get("startedAt") instanceof Number startedAt)) {
            return new PullOutcome.Failed("the page has no startedAt, so it cannot be built on");
        }
        if (!(connection.get("items") instanceof List<?> found)) {
            return new PullOutcome.Failed("the page has no list of items");
        }
        List<RemoteItem> items = new ArrayList<>();
        List<String> rejected = new ArrayList<>();
        for (int index = 0; index < found.size(); index++) {
            switch (model.reader().read(found.get(index))) {
                case RemoteReading.Taken taken -> items.add(taken.item());
                case RemoteReading.Rejected reading ->
                        rejected.add(
                                "item %d of the page cannot be read: %s"
                                        .formatted(index, why(index, reading, body)));
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
                .filter(error -> error.path().size() > 2 && error.path().get(2).equals(index))
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
