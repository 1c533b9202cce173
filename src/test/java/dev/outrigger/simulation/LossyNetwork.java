package dev.outrigger.simulation;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Version;
import dev.outrigger.runtime.Backend;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.pull.PageRequest;
import dev.outrigger.sync.pull.PullOutcome;
import dev.outrigger.sync.push.FetchOutcome;
import dev.outrigger.sync.push.PushOutcome;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
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
    public CompletionStage<PushOutcome> push(Mutation mutation, @Nullable Version base) {
        long version = base == null ? 0 : base.number();
        return call(
                () -> backend.push(device, mutation, version),
                PushOutcome.Unanswered::new,
                reason -> new PushOutcome.Deferred(null, reason));
    }

    @Override
    public CompletionStage<FetchOutcome> fetch(ItemKey key) {
        return call(() -> backend.fetch(key), FetchOutcome.Failed::new, FetchOutcome.Failed::new);
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
