package dev.outrigger.api.rest;

import dev.outrigger.replica.ReplicaProgress;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Lets requests wait for what a commit of the replica brings about, for as long as the replica is
/// served. Used on one event loop.
final class Waits {
    private final ReplicaProgress progress;
    private final Duration longest;
    private final Set<ProgressWait> open = new HashSet<>();
    private boolean ended;

    /// @param longest that a request may wait
    Waits(ReplicaProgress progress, Duration longest) {
        this.progress = progress;
        this.longest = longest;
    }

    Preference preferred(HttpServerRequest request) {
        return Preference.of(request, longest);
    }

    /// Whether `condition` became true in the time that the request has; it is asked at once, and
    /// after commits.
    Future<ProgressWait.Outcome> until(
            Preference preference, Supplier<CompletionStage<Boolean>> condition) {
        if (ended) {
            return Future.succeededFuture(ProgressWait.Outcome.ABANDONED);
        }
        ProgressWait wait = new ProgressWait(condition);
        open.add(wait);
        return wait.begin(progress, preference.patience()).onComplete(_ -> open.remove(wait));
    }

    /// Another replica takes the place of this one: nothing is waited for any more.
    void end() {
        ended = true;
        List.copyOf(open).forEach(ProgressWait::abandon);
    }
}
