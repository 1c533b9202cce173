package dev.outrigger.backend.graphql;

import dev.outrigger.backend.identity.Caller;
import dev.outrigger.rate.TokenBuckets;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

import java.time.Duration;
import java.util.Optional;

/// Lets so many requests of an identity pass in a second, and tells the others when to come back.
/// Amplify's clients and our sidecars wait for as long as `Retry-After` says.
final class RateLimit implements Handler<RoutingContext> {
    private static final HttpErrors.HttpError REFUSAL =
            new HttpErrors.HttpError(429, "TooManyRequestsException", "Rate exceeded");

    private final TokenBuckets buckets;

    private RateLimit(TokenBuckets buckets) {
        this.buckets = buckets;
    }

    static RateLimit of(RequestLimits limits) {
        return new RateLimit(new TokenBuckets(limits.requestsPerSecond(), System::nanoTime));
    }

    @Override
    public void handle(RoutingContext context) {
        Optional<Duration> delay = buckets.take(identity(context));
        if (delay.isEmpty()) {
            context.next();
            return;
        }
        // An answer to a request whose body is paused would never be written to the end.
        Doorkeeper.goOn(context.request());
        // The header has whole seconds, and the time is to be over after them.
        long seconds = delay.get().plusMillis(999).toSeconds();
        context.response().putHeader("retry-after", String.valueOf(Math.max(1, seconds)));
        HttpErrors.answer(context, REFUSAL);
    }

    /// A key is shared by all who have the app, so that its holders are told apart by where they
    /// are.
    private static String identity(RoutingContext context) {
        return switch (Doorkeeper.caller(context)) {
            case Caller.SignedIn user -> user.claims().get("iss") + " " + user.claims().get("sub");
            case Caller.Iam signer -> "iam " + signer.accessKeyId();
            case Caller.ApiKeyHolder _, Caller.Custom _ ->
                    context.request().remoteAddress().hostAddress();
        };
    }
}
