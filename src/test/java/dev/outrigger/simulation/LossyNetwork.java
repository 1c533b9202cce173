package dev.outrigger.simulation;

import dev.outrigger.model.ItemKey;
import dev.outrigger.runtime.Backend;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.pull.DigestOutcome;
import dev.outrigger.sync.pull.KeyBuckets;
import dev.outrigger.sync.pull.KeysOutcome;
import dev.outrigger.sync.pull.PageRequest;
import dev.outrigger.sync.pull.PullOutcome;
import dev.outrigger.sync.push.FetchOutcome;
import dev.outrigger.sync.push.PushOutcome;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/// One device's way to the backend: late, lossy, and at times cut. A request is carried out at most
/// once, and not after its time limit: nothing on the way repeats a POST (assumption S3).
final class LossyNetwork implements Backend {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final String device;
    private final SimulatedBackend backend;
    private final World world;
    private final Supplier<SimulationOptions> options;
    private final Supplier<Boolean> backendUp;
    private final Set<Runnable> underWay = new LinkedHashSet<>();

    LossyNetwork(
            String device,
            SimulatedBackend backend,
            World world,
            Supplier<SimulationOptions> options,
            Supplier<Boolean> backendUp) {
        this.device = device;
        this.backend = backend;
        this.world = world;
        this.options = options;
        this.backendUp = backendUp;
    }

    @Override
    public CompletionStage<PullOutcome> pull(PageRequest request) {
        return call(() -> backend.pull(request), PullOutcome.Failed::new, PullOutcome.Failed::new);
    }

    @Override
    public CompletionStage<DigestOutcome> digest(String model, int buckets) {
        return call(
                () ->
                        options.get().digests()
                                ? backend.digest(model, buckets)
                                : new DigestOutcome.Unsupported(),
                DigestOutcome.Failed::new,
                DigestOutcome.Failed::new);
    }

    @Override
    public CompletionStage<KeysOutcome> keysIn(String model, KeyBuckets buckets) {
        return call(
                () -> backend.keysIn(model, buckets),
                KeysOutcome.Failed::new,
                KeysOutcome.Failed::new);
    }

    @Override
    public CompletionStage<List<PushOutcome>> push(List<Outgoing> document) {
        return call(
                () -> executed(document),
                reason -> same(document, new PushOutcome.Unanswered(reason)),
                reason -> same(document, new PushOutcome.Deferred(null, reason)));
    }

    /// Some backends take only so much at once; the others go through the document one by one, and
    /// fail some of its mutations and not others.
    private List<PushOutcome> executed(List<Outgoing> document) {
        if (document.size() > options.get().documentMutations()) {
            return same(document, new PushOutcome.NotTogether("too many mutations"));
        }
        return document.stream().map(this::executed).toList();
    }

    private PushOutcome executed(Outgoing outgoing) {
        if (world.happens(options.get().refusedForNow())) {
            return new PushOutcome.Deferred(null, "throttled");
        }
        long version = outgoing.base() == null ? 0 : outgoing.base().number();
        return backend.push(device, outgoing.mutation(), version);
    }

    @Override
    public CompletionStage<List<FetchOutcome>> fetch(List<ItemKey> keys) {
        return call(
                () -> found(keys),
                reason -> same(keys, new FetchOutcome.Failed(reason)),
                reason -> same(keys, new FetchOutcome.Failed(reason)));
    }

    private List<FetchOutcome> found(List<ItemKey> keys) {
        return keys.size() > options.get().documentMutations()
                ? same(keys, new FetchOutcome.NotTogether("too many reads"))
                : keys.stream().map(backend::fetch).toList();
    }

    private static <T> List<T> same(List<?> asked, T answer) {
        return Collections.nCopies(asked.size(), answer);
    }

    /// What is cancelled may still be carried out.
    @Override
    public CompletionStage<Integer> cancelCalls() {
        List<Runnable> all = List.copyOf(underWay);
        all.forEach(Runnable::run);
        return CompletableFuture.completedStage(all.size());
    }

    @Override
    public Link listen(List<String> models, Listener listener) {
        SimulatedLink link = new SimulatedLink(listener);
        world.after(latency(), link::established);
        return link;
    }

    private <T> CompletionStage<T> call(
            Supplier<T> request, Function<String, T> unanswered, Function<String, T> deferred) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Runnable cancel = () -> answer.complete(unanswered.apply("cancelled"));
        underWay.add(cancel);
        answer.whenComplete((_, _) -> underWay.remove(cancel));
        SimulationOptions now = options.get();
        if (!backendUp.get() || world.happens(now.requestLost())) {
            world.after(TIMEOUT, () -> answer.complete(unanswered.apply("no answer")));
            return answer;
        }
        if (world.happens(now.refusedForNow())) {
            world.after(latency(), () -> answer.complete(deferred.apply("HTTP 503")));
            return answer;
        }
        world.after(
                latency(),
                () -> {
                    T outcome = request.get();
                    boolean lost = world.happens(now.answerLost());
                    world.after(
                            lost ? TIMEOUT : latency(),
                            () -> answer.complete(lost ? unanswered.apply("no answer") : outcome));
                });
        return answer;
    }

    private Duration latency() {
        return world.between(Duration.ofMillis(1), options.get().latency());
    }

    /// A changefeed whose items come late, out of order and twice, until it breaks.
    private final class SimulatedLink implements Link {
        private final Listener listener;
        private Runnable unsubscribe = () -> {};
        private boolean open = true;

        SimulatedLink(Listener listener) {
            this.listener = listener;
        }

        void established() {
            if (!open) {
                return;
            }
            if (!backendUp.get() || world.happens(options.get().requestLost())) {
                lose("not reached");
                return;
            }
            unsubscribe = backend.subscribe(this::publish);
            listener.acknowledged();
        }

        private void publish(RemoteItem item) {
            if (world.happens(options.get().linkBreaks()) || !backendUp.get()) {
                world.after(latency(), () -> lose("broken"));
                unsubscribe.run();
                return;
            }
            world.after(latency(), () -> deliver(item));
            if (world.happens(options.get().duplicated())) {
                world.after(latency(), () -> deliver(item));
            }
        }

        private void deliver(RemoteItem item) {
            if (open) {
                listener.received(item);
            }
        }

        private void lose(String reason) {
            if (open) {
                close();
                listener.lost(reason);
            }
        }

        @Override
        public void close() {
            open = false;
            unsubscribe.run();
        }
    }
}
