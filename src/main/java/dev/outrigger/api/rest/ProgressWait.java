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

/// Waits once until something is so that only a commit of the replica can bring about. Used on one
/// event loop.
final class ProgressWait {
    private final Context context =
            Objects.requireNonNull(Vertx.currentContext(), "not on an event loop");
    private final Supplier<CompletionStage<Boolean>> condition;
    private final Promise<Outcome> outcome = Promise.promise();
    private boolean looking;
    private boolean news;
    private boolean expired;

    /// How a wait ended.
    enum Outcome {
        HOLDS,
        LATE,
        /// Nobody will know any more.
        ABANDONED
    }

    ProgressWait(Supplier<CompletionStage<Boolean>> condition) {
        this.condition = condition;
    }

    Future<Outcome> begin(ReplicaProgress progress, Duration limit) {
        Runnable unwatched = progress.onCommit(() -> context.runOnContext(_ -> lookAgain()));
        // Vert.x knows no timer of no time.
        long timer = context.owner().setTimer(Math.max(1, limit.toMillis()), _ -> expire());
        look();
        return outcome.future()
                .onComplete(
                        _ -> {
                            unwatched.run();
                            context.owner().cancelTimer(timer);
                        });
    }

    void abandon() {
        outcome.tryComplete(Outcome.ABANDONED);
    }

    /// Whoever is being asked just then may still say yes.
    private void expire() {
        expired = true;
        if (!looking) {
            outcome.tryComplete(Outcome.LATE);
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
            outcome.tryComplete(holds ? Outcome.HOLDS : Outcome.LATE);
        } else if (news) {
            lookAgain();
        }
    }
}
