package dev.outrigger.simulation;

import dev.outrigger.conflict.Ground;
import dev.outrigger.contract.Mutation;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Schema;
import dev.outrigger.runtime.Backend;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.StoredItem.Presence;
import dev.outrigger.sync.expression.Expression;
import dev.outrigger.sync.expression.Expressions;
import dev.outrigger.sync.pull.DigestOutcome;
import dev.outrigger.sync.pull.KeyBuckets;
import dev.outrigger.sync.pull.KeysOutcome;
import dev.outrigger.sync.pull.PageRequest;
import dev.outrigger.sync.pull.PullOutcome;
import dev.outrigger.sync.push.FetchOutcome;
import dev.outrigger.sync.push.PushOutcome;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/// One device's way to the backend: late, lossy, and at times cut. A request is carried out at most
/// once, and not after its time limit or the end of its sender: nothing on the way repeats a POST
/// or keeps it (assumption S3).
final class LossyNetwork implements Backend {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final double HALF = 0.5;
    private static final Duration THROTTLE = Duration.ofSeconds(5);
    private static final String UNDEFINED = "FieldUndefined";
    private static final String UNREADABLE = "the item cannot be read";

    private final String device;
    private final SimulatedBackend backend;
    private final Supplier<Schema> schema;
    private final World world;
    private final Weather weather;
    private final Reception reception;
    private final Reach reach = new Reach();
    private final Set<Runnable> underWay = new LinkedHashSet<>();
    private final Set<Runnable> onTheirWay = new LinkedHashSet<>();
    private final Set<ItemKey> poisoned = new HashSet<>();

    /// @param schema of the device, at the moment
    LossyNetwork(
            String device, SimulatedBackend backend, Weather weather, Supplier<Schema> schema) {
        this.device = device;
        this.backend = backend;
        this.schema = schema;
        this.world = weather.world();
        this.weather = weather;
        this.reception = new Reception(weather);
    }

    Reach reach() {
        return reach;
    }

    boolean isCalling() {
        return !underWay.isEmpty();
    }

    /// How a call tells each kind of failure.
    ///
    /// @param unanswered it may have been carried out
    /// @param deferred it was not
    private record Failures<T>(
            Function<String, T> unanswered,
            Function<String, T> deferred,
            Function<String, T> throttled,
            Function<String, T> notSignedIn) {
        /// The same of a document about all of these.
        Failures<List<T>> of(List<?> asked) {
            return new Failures<>(
                    reason -> same(asked, unanswered.apply(reason)),
                    reason -> same(asked, deferred.apply(reason)),
                    reason -> same(asked, throttled.apply(reason)),
                    reason -> same(asked, notSignedIn.apply(reason)));
        }
    }

    private static final Failures<DigestOutcome> DIGEST =
            new Failures<>(
                    DigestOutcome.Failed::new,
                    DigestOutcome.Failed::new,
                    DigestOutcome.Failed::new,
                    DigestOutcome.Failed::new);

    private static final Failures<KeysOutcome> KEYS =
            new Failures<>(
                    KeysOutcome.Failed::new,
                    KeysOutcome.Failed::new,
                    KeysOutcome.Failed::new,
                    KeysOutcome.Failed::new);

    private static <T> List<T> same(List<?> asked, T answer) {
        return Collections.nCopies(asked.size(), answer);
    }

    private static final Failures<PullOutcome> PULL =
            new Failures<>(
                    PullOutcome.Failed::new,
                    PullOutcome.Failed::new,
                    PullOutcome.Failed::new,
                    PullOutcome.Unauthorized::new);

    private static final Failures<PushOutcome> PUSH =
            new Failures<>(
                    PushOutcome.Unanswered::new,
                    reason -> new PushOutcome.Deferred(null, reason),
                    reason -> new PushOutcome.Deferred(THROTTLE, reason),
                    PushOutcome.NotSignedIn::new);

    private static final Failures<FetchOutcome> FETCH =
            new Failures<>(
                    FetchOutcome.Failed::new,
                    FetchOutcome.Failed::new,
                    FetchOutcome.Failed::new,
                    FetchOutcome.NotSignedIn::new);

    @Override
    public CompletionStage<PullOutcome> pull(PageRequest request, Expression selected) {
        return call(() -> pulled(request, selected), PULL);
    }

    /// A filter that names what the backend does not know is left out, as where it is refused.
    private PullOutcome pulled(PageRequest request, Expression selected) {
        Dialect dialect = dialect();
        if (!dialect.covers(request.model())) {
            return new PullOutcome.Failed(UNDEFINED);
        }
        Expression filter = dialect.shared() ? selected : new Expression.Everything();
        return reception.of(backend.pull(request, filter), dialect);
    }

    private Dialect dialect() {
        return new Dialect(schema.get(), backend.schema());
    }

    @Override
    public CompletionStage<DigestOutcome> digest(String model, int buckets) {
        return call(
                () ->
                        weather.options().rules().digests() && dialect().covers(model)
                                ? backend.digest(model, buckets)
                                : new DigestOutcome.Unsupported(),
                DIGEST);
    }

    @Override
    public CompletionStage<KeysOutcome> keysIn(String model, KeyBuckets buckets) {
        return call(() -> backend.keysIn(model, buckets), KEYS);
    }

    @Override
    public CompletionStage<List<PushOutcome>> push(List<Outgoing> document) {
        return call(() -> executed(document), PUSH.of(document));
    }

    /// Some backends take only so much at once; the others go through the document one by one, and
    /// fail some of its mutations and not others.
    private List<PushOutcome> executed(List<Outgoing> document) {
        boolean valid =
                document.stream().allMatch(each -> dialect().input(each.mutation()).isPresent());
        if (document.size() > 1 && (!valid || isTooLarge(document))) {
            return same(document, new PushOutcome.NotTogether("too many mutations"));
        }
        if (!valid) {
            return same(document, backend.refuseInput(document.getFirst().mutation()));
        }
        List<PushOutcome> outcomes = new ArrayList<>();
        for (Outgoing each : document) {
            // What came before it has been carried out, and nobody is told.
            if (isPoisoned(each.mutation().key())) {
                backend.dieOf(each.mutation().key());
                return same(document, new PushOutcome.Unanswered("HTTP 502"));
            }
            outcomes.add(read(executed(each)));
        }
        return outcomes;
    }

    private boolean isPoisoned(ItemKey item) {
        if (weather.happens(Fault.POISONED)) {
            poisoned.add(item);
        }
        return !weather.fair() && poisoned.contains(item);
    }

    /// With what it says of the item in the form that the device knows.
    private PushOutcome read(PushOutcome outcome) {
        return switch (outcome) {
            case PushOutcome.Accepted(RemoteItem item) ->
                    dialect()
                            .read(item)
                            .<PushOutcome>map(PushOutcome.Accepted::new)
                            .orElseGet(() -> new PushOutcome.Unreadable(UNREADABLE));
            case PushOutcome.Conflict(RemoteItem theirs) when theirs != null ->
                    new PushOutcome.Conflict(dialect().read(theirs).orElse(null));
            case PushOutcome other -> other;
        };
    }

    private PushOutcome executed(Outgoing outgoing) {
        if (weather.happens(Fault.THROTTLED)) {
            return PUSH.throttled().apply("too many requests");
        }
        if (weather.happens(Fault.REFUSED)) {
            return backend.refuse(outgoing.mutation());
        }
        boolean breaksDown = weather.happens(Fault.BROKEN_DOWN);
        PushOutcome breakdown = new PushOutcome.Faulted("InternalFailure");
        if (breaksDown && world.happens(HALF)) {
            return breakdown;
        }
        PushOutcome outcome = carriedOut(outgoing);
        return breaksDown ? breakdown : outcome;
    }

    private PushOutcome carriedOut(Outgoing outgoing) {
        long version = outgoing.base() == null ? 0 : outgoing.base().number();
        Ground ground =
                outgoing.madeFrom() == Presence.TOMBSTONE
                        ? Ground.tombstone(version)
                        : Ground.live(version);
        Mutation mutation = dialect().input(outgoing.mutation()).orElseThrow();
        if (weather.happens(Fault.CARRIED_OUT_TWICE)) {
            backend.push(device, mutation, ground);
        }
        PushOutcome outcome =
                weather.happens(Fault.FORGOTTEN)
                        ? backend.forget(device, mutation, ground)
                        : backend.push(device, mutation, ground);
        return outcome instanceof PushOutcome.Accepted && weather.happens(Fault.UNREADABLE)
                ? new PushOutcome.Unreadable(UNREADABLE)
                : outcome;
    }

    @Override
    public CompletionStage<List<FetchOutcome>> fetch(List<ItemKey> keys) {
        return call(() -> found(keys), FETCH.of(keys));
    }

    private List<FetchOutcome> found(List<ItemKey> keys) {
        return isTooLarge(keys)
                ? same(keys, new FetchOutcome.NotTogether("too many reads"))
                : keys.stream().map(this::found).toList();
    }

    private FetchOutcome found(ItemKey key) {
        Dialect dialect = dialect();
        if (!dialect.covers(key.model())) {
            return new FetchOutcome.Failed(UNDEFINED);
        }
        if (!(backend.fetch(key) instanceof FetchOutcome.Found(RemoteItem item))) {
            return new FetchOutcome.Absent();
        }
        return weather.happens(Fault.UNREADABLE)
                ? new FetchOutcome.Unreadable(UNREADABLE)
                : dialect.read(item)
                        .<FetchOutcome>map(FetchOutcome.Found::new)
                        .orElseGet(() -> new FetchOutcome.Unreadable(UNREADABLE));
    }

    private boolean isTooLarge(List<?> document) {
        return document.size() > weather.options().sizes().documentMutations();
    }

    /// What is cancelled may still be carried out.
    @Override
    public CompletionStage<Integer> cancelCalls() {
        List<Runnable> all = List.copyOf(underWay);
        all.forEach(Runnable::run);
        return CompletableFuture.completedStage(all.size());
    }

    @Override
    public Link listen(List<String> models, Expressions selected, Listener listener) {
        SimulatedLink link =
                new SimulatedLink(
                        new SimulatedLink.Audience(models, listener),
                        backend,
                        weather,
                        this::dialect);
        reach.holds(() -> link.lose("the way to the backend was cut"));
        world.after(weather.latency(), () -> establish(link));
        return link;
    }

    private void establish(SimulatedLink link) {
        if (!reach.online() || !reach.signedIn() || !weather.backendUp()) {
            link.lose("not reached");
        } else if (weather.happens(Fault.REQUEST_LOST)) {
            link.lose("not acknowledged");
        } else {
            link.established();
        }
    }

    private <T> CompletionStage<T> call(Supplier<T> request, Failures<T> failures) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Runnable cancel = () -> answer.complete(failures.unanswered().apply("cancelled"));
        underWay.add(cancel);
        answer.whenComplete((_, _) -> underWay.remove(cancel));
        T refusal = refusal(failures);
        if (refusal != null) {
            world.after(weather.latency(), () -> answer.complete(refusal));
        } else if (!weather.backendUp() || weather.happens(Fault.REQUEST_LOST)) {
            T timeout = failures.unanswered().apply("no answer");
            world.after(TIMEOUT, () -> answer.complete(timeout));
        } else {
            Runnable arrival = () -> carryOut(request, failures, answer);
            onTheirWay.add(arrival);
            world.after(weather.latency(), () -> arrive(arrival));
        }
        return answer;
    }

    private void arrive(Runnable arrival) {
        if (onTheirWay.remove(arrival)) {
            arrival.run();
        }
    }

    /// The process ended, and its connections with it: what had not arrived arrives now or never.
    void sever() {
        List<Runnable> all = List.copyOf(onTheirWay);
        for (Runnable arrival : all) {
            if (world.happens(HALF)) {
                arrive(arrival);
            }
        }
        onTheirWay.clear();
    }

    /// Null unless the request is not carried out, and its caller is told so.
    private <T> @Nullable T refusal(Failures<T> failures) {
        if (!reach.online()) {
            return failures.deferred().apply("no network");
        }
        if (weather.happens(Fault.UNAVAILABLE)) {
            return failures.deferred().apply("HTTP 503");
        }
        if (weather.happens(Fault.THROTTLED)) {
            return failures.throttled().apply("HTTP 429");
        }
        return reach.signedIn() ? null : failures.notSignedIn().apply("the token has expired");
    }

    private <T> void carryOut(
            Supplier<T> request, Failures<T> failures, CompletableFuture<T> answer) {
        T outcome = request.get();
        if (weather.happens(Fault.ANSWER_LOST)) {
            T timeout = failures.unanswered().apply("no answer");
            world.after(TIMEOUT, () -> answer.complete(timeout));
        } else {
            boolean garbled = weather.happens(Fault.ANSWER_GARBLED);
            T told = garbled ? failures.unanswered().apply("<html>") : outcome;
            world.after(weather.latency(), () -> answer.complete(told));
        }
    }
}
