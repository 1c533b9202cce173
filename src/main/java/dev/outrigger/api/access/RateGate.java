package dev.outrigger.api.access;

import dev.outrigger.api.problem.AccessProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.rate.TokenBuckets;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/// Lets so many requests of a token pass in a second, so that one program that runs wild leaves
/// room for the others. Stands behind the [Doorkeeper]; health is not counted.
public final class RateGate implements Handler<RoutingContext> {
    private final int perSecond;
    private final TokenBuckets buckets;

    public RateGate(int perSecond) {
        this.perSecond = perSecond;
        this.buckets = new TokenBuckets(perSecond, System::nanoTime);
    }

    @Override
    public void handle(RoutingContext context) {
        Caller caller = Caller.of(context);
        if (!caller.isNobody()) {
            buckets.take(caller.name())
                    .ifPresent(
                            pause -> {
                                throw RequestRefused.because(
                                        new AccessProblem.RateExceeded(perSecond, pause));
                            });
        }
        context.next();
    }
}
