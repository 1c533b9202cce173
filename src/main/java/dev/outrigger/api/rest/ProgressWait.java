package dev.outrigger.api.rest;

import dev.outrigger.replica.ReplicaProgress;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Waits until something is so that only a commit of the replica can bring about. Used on one event
/// loop.
final class ProgressWait {
    private final Context context =
            Objects.requireNonNull(Vertx.currentContext(), "not on an event loop");
    private final Supplier<CompletionStage<Boolean>> condition;
    private final Promise<Boolean> outcome = Promise.promise();
    private boolean looking;
    private boolean news;
    private boolean expired;

    private ProgressWait(Supplier<CompletionStage<Boolean>> condition) {
        this.condition = condition;
    }

    /// Whether `condition` became true within `limit`; it is asked at once, and after commits.
    static Future<Boolean> until(
            ReplicaProgress progress,
            Duration limit,
            Supplier<CompletionStage<Boolean>> condition) {
        ProgressWait wait = new ProgressWait(condition);
        Runnable unwatched =
                progress.onCommit(() -> wait.context.runOnContext(_ -> wait.lookAgain()));
        // Vert.x knows no timer of no time.
        long timer =
                wait.context.owner().setTimer(Math.max(1, limit.toMillis()), _ -> wait.expire());
        wait.look();
        return wait.outcome
                .future()
                .onComplete(
                        _ -> {
                            unwatched.run();
                            wait.context.owner().cancelTimer(timer);
                        });
    }

    /// Whoever is being asked just then may still say yes.
    private void expire() {
        expired = true;
        if (!looking) {
            outcome.tryComplete(false);
        }
    }

    private void lookAgain() {
        if (looking) {
            news = true;
        } else if (!outcome.future().isComplete()) {
            look();
        }
    }

    private void look() {
        looking = true;
        news = false;
        OnEventLoop.when(condition.get()).onSuccess(this::seen).onFailure(outcome::tryFail);
    }

    private void seen(boolean holds) {
        looking = false;
        if (holds || expired) {
            outcome.tryComplete(holds);
        } else if (news) {
            lookAgain();
        }
    }
}
