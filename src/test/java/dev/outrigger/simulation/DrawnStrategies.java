package dev.outrigger.simulation;

import dev.outrigger.sync.resolution.FieldRule;
import dev.outrigger.sync.resolution.RemoteDeletion;
import dev.outrigger.sync.resolution.Strategies;
import dev.outrigger.sync.resolution.Strategy;

import java.util.List;
import java.util.Map;
import java.util.Random;

/// Draws what devices do about conflicts: another strategy for each model.
final class DrawnStrategies {
    private static final double UNDELETING = 0.3;
    private static final List<Strategy> OF_POSTS =
            List.of(
                    Strategy.usual(),
                    new Strategy.ApplyRemote(),
                    new Strategy.Webhook(),
                    new Strategy.Manual(),
                    merging(FieldRule.SET),
                    merging(FieldRule.LIST));
    private static final List<Strategy> OF_COMMENTS =
            List.of(
                    Strategy.usual(),
                    new Strategy.ApplyRemote(),
                    new Strategy.Webhook(),
                    new Strategy.Manual(),
                    new Strategy.Merge(Map.of(), RemoteDeletion.ACCEPT));

    private DrawnStrategies() {}

    private static Strategy merging(FieldRule tags) {
        return new Strategy.Merge(
                Map.of("tags", tags, "rating", FieldRule.COUNTER), RemoteDeletion.ACCEPT);
    }

    static Strategies of(Random random) {
        return new Strategies(
                Strategy.usual(),
                Map.of("Post", drawn(OF_POSTS, random), "Comment", drawn(OF_COMMENTS, random)));
    }

    private static Strategy drawn(List<Strategy> all, Random random) {
        Strategy strategy = all.get(random.nextInt(all.size()));
        return random.nextDouble() < UNDELETING ? undeleting(strategy) : strategy;
    }

    /// What meets a deletion brings the item back.
    private static Strategy undeleting(Strategy strategy) {
        return switch (strategy) {
            case Strategy.RetryLocal _ -> new Strategy.RetryLocal(RemoteDeletion.UNDELETE);
            case Strategy.Merge merge ->
                    new Strategy.Merge(merge.fields(), RemoteDeletion.UNDELETE);
            case Strategy.ApplyRemote _, Strategy.Webhook _, Strategy.Manual _ -> strategy;
        };
    }
}
