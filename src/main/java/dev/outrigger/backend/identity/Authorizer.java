package dev.outrigger.backend.identity;

import dev.outrigger.telemetry.LogKey;
import dev.outrigger.token.OutsideCalls;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/// Lets in whom somebody outside lets in: the part that a Lambda authorizer plays for AppSync. As
/// there, an answer counts for every request with the same token until its time is over; an
/// authorizer that decides by what is asked answers with a time of zero.
public final class Authorizer implements Mode {
    private static final Logger LOGGER = LoggerFactory.getLogger(Authorizer.class);

    /// Answers that are remembered, of about 1 KiB each.
    private static final int REMEMBERED = 10_000;

    /// Questions that are open at once. At more, nobody can be served in time anyway.
    private static final int OPEN_QUESTIONS = 256;

    private final AuthorizerSettings settings;
    private final OutsideCalls calls;
    private final RememberedAnswers remembered;
    private final AtomicInteger open = new AtomicInteger();

    public Authorizer(AuthorizerSettings settings, OutsideCalls calls, InstantSource clock) {
        this.settings = settings;
        this.calls = calls;
        this.remembered = new RememberedAnswers(REMEMBERED, clock);
    }

    @Override
    public boolean takes(RequestHeaders headers) {
        return headers.find(RequestHeaders.AUTHORIZATION).isPresent();
    }

    @Override
    public CompletionStage<Identification> identify(Attempt attempt) {
        String token = attempt.headers().find(RequestHeaders.AUTHORIZATION).orElse("");
        if (token.isBlank()) {
            return CompletableFuture.completedFuture(
                    Identification.refused(Identification.Reason.MISSING));
        }
        Optional<Identification> known = remembered.find(token);
        return known.isPresent()
                ? CompletableFuture.completedFuture(known.get())
                : attempt.message()
                        .get()
                        .thenCompose(
                                message ->
                                        ask(
                                                token,
                                                AuthorizerEvent.of(
                                                        token,
                                                        attempt.headers(),
                                                        message,
                                                        settings.api())));
    }

    private CompletionStage<Identification> ask(String token, Map<String, @Nullable Object> event) {
        if (open.incrementAndGet() > OPEN_QUESTIONS) {
            open.decrementAndGet();
            return CompletableFuture.completedFuture(undecided("it has too many questions open"));
        }
        return calls.post(settings.address(), event, settings.timeout())
                .handle(
                        (answer, failure) -> {
                            open.decrementAndGet();
                            return failure == null
                                    ? decided(token, answer)
                                    : undecided(OutsideCalls.reason(failure));
                        });
    }

    private Identification decided(String token, Map<?, ?> answer) {
        Optional<AuthorizerAnswer> read = AuthorizerAnswer.read(answer, settings.ttl());
        if (read.isEmpty()) {
            return undecided("answered with something that is not an authorizer's answer");
        }
        remembered.put(token, read.get());
        return read.get().decision();
    }

    private static Identification undecided(String reason) {
        LOGGER.atWarn().addKeyValue(LogKey.ERROR, reason).log("The authorizer could not be asked");
        return new Identification.Undecided();
    }
}
