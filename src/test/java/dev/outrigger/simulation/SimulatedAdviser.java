package dev.outrigger.simulation;

import dev.outrigger.model.ItemKey;
import dev.outrigger.runtime.ConflictAdviser;
import dev.outrigger.sync.resolution.Advice;
import dev.outrigger.sync.resolution.Conflict;
import dev.outrigger.sync.resolution.Decision;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Whoever decides about conflicts, a program or a person: in any way that is allowed, and a
/// program also late or not at all.
final class SimulatedAdviser implements ConflictAdviser {
    private static final Duration LATE = Duration.ofMinutes(2);

    private final World world;
    private final Weather weather;

    SimulatedAdviser(World world, Weather weather) {
        this.world = world;
        this.weather = weather;
    }

    @Override
    public CompletionStage<Advice> advise(Conflict conflict) {
        Advice advice =
                weather.happens(Fault.ADVICE_FAILED)
                        ? new Advice.Unavailable("HTTP 500")
                        : new Advice.Given(
                                decide(
                                        conflict.key(),
                                        conflict.mutation().mutation().fields(),
                                        conflict.theirs() != null && conflict.theirs().live()));
        Duration pause = weather.happens(Fault.ADVICE_LATE) ? LATE : weather.latency();
        CompletableFuture<Advice> answer = new CompletableFuture<>();
        world.after(pause, () -> answer.complete(advice));
        return answer;
    }

    /// In the end a deletion stands, so that decisions come to an end, too.
    ///
    /// @param local the fields that the mutation sets
    /// @param live whether the backend's item is
    Decision decide(ItemKey key, Map<String, @Nullable Object> local, boolean live) {
        Random random = world.random();
        int choice = random.nextInt(3);
        if (choice == 0 || (!live && weather.fair())) {
            return new Decision.ApplyRemote();
        }
        return choice == 1 ? new Decision.RetryLocal() : new Decision.Send(fields(key, local));
    }

    private Map<String, @Nullable Object> fields(ItemKey key, Map<String, @Nullable Object> local) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(local);
        String text = key.model().equals("Post") ? "title" : "content";
        fields.put(text, "advised-" + world.random().nextInt(1_000_000));
        return fields;
    }
}
