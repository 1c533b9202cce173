package dev.outrigger.runtime;

import dev.outrigger.replica.SelectiveSync;
import dev.outrigger.sync.expression.Expression;
import dev.outrigger.sync.expression.Expressions;
import dev.outrigger.sync.pull.PageRequest;
import dev.outrigger.sync.pull.PullOutcome;
import dev.outrigger.telemetry.LogKey;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/// The sync expressions that the engine works by, and the removal of what they do not select. They
/// are adopted before each link is opened, so one that was changed meanwhile is found then.
///
/// Used on the engine's thread.
final class AdoptedExpressions {
    private static final Logger LOGGER = LoggerFactory.getLogger(AdoptedExpressions.class);

    /// Items of one transaction, short enough that an edit hardly waits for it.
    private static final int SWEPT_AT_ONCE = 500;

    /// Of a model that is not pulled. Its time is never asked from: another expression begins with
    /// a base sync.
    private static final PullOutcome EMPTY_PAGE =
            new PullOutcome.Page(List.of(), List.of(), null, Instant.EPOCH);

    /// The database was not there; a link that lasts for weeks must not be waited for.
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMinutes(1);

    private final ExpressionSources sources;
    private final Executor loop;
    private final Timers timers;
    private Expressions adopted = Expressions.none();

    /// Of two adoptions the later one counts, however long a read of the earlier one took.
    private CompletionStage<?> latest = CompletableFuture.completedStage(adopted);

    /// Grows with each adoption, so that a sweep by older expressions ends.
    private int adoption;

    AdoptedExpressions(Ports ports, Executor loop) {
        this.sources = ports.replica().expressions();
        this.loop = loop;
        this.timers = ports.timers();
    }

    /// Makes what is chosen and configured what the replica is held to, and begins to remove the
    /// rest. A sweep that failed goes on after a pause.
    CompletionStage<Expressions> adopt() {
        CompletionStage<Expressions> next =
                latest.handle((_, _) -> sources.durable().chosen())
                        .thenCompose(chosen -> chosen)
                        .thenApply(sources.configured()::overlaid)
                        .thenCompose(this::adopt);
        latest = next;
        return next;
    }

    private CompletionStage<Expressions> adopt(Expressions wanted) {
        return sources.durable()
                .adopt(wanted)
                .thenApply(
                        _ -> {
                            loop.execute(() -> begin(wanted));
                            return wanted;
                        });
    }

    /// True when the replica keeps only a part of the model's items.
    boolean limits(String model) {
        return !(adopted.of(model) instanceof Expression.Everything);
    }

    private void begin(Expressions wanted) {
        adopted = wanted;
        adoption++;
        int current = adoption;
        wanted.byModel().keySet().forEach(model -> sweep(current, model, 0));
    }

    private void sweep(int begun, String model, long after) {
        sources.durable()
                .sweep(model, after, SWEPT_AT_ONCE)
                .whenComplete(
                        (sweep, failure) ->
                                loop.execute(
                                        () -> {
                                            if (failure == null) {
                                                swept(begun, model, sweep);
                                            } else {
                                                notSwept(begun, model, after, failure);
                                            }
                                        }));
    }

    private void swept(int begun, String model, SelectiveSync.Sweep sweep) {
        if (begun == adoption && sweep.next() != null) {
            sweep(begun, model, sweep.next());
        }
    }

    private void notSwept(int begun, String model, long after, Throwable failure) {
        LOGGER.atWarn()
                .addKeyValue(LogKey.MODEL, model)
                .addKeyValue(LogKey.ERROR, failure.getMessage())
                .log("items outside of a sync expression were not removed yet");
        timers.after(
                PAUSE_AFTER_FAILURE,
                () -> {
                    if (begun == adoption) {
                        sweep(begun, model, after);
                    }
                });
    }

    /// The page that the backend has of what is selected. Only a base sync is limited at the
    /// backend: a delta that was would not tell which items have left.
    CompletionStage<PullOutcome> page(Backend backend, PageRequest request) {
        return switch (adopted.of(request.model())) {
            case Expression.Nothing _ -> CompletableFuture.completedStage(EMPTY_PAGE);
            case Expression.Everything everything -> backend.pull(request, everything);
            case Expression.Matching matching ->
                    backend.pull(
                            request,
                            request.lastSync() == null ? matching : new Expression.Everything());
        };
    }
}
