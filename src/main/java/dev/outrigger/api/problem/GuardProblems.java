package dev.outrigger.api.problem;

import dev.outrigger.api.wire.EntityTag;
import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.edit.Expected;
import dev.outrigger.sync.edit.Refusal;

/// Translates what kept the guards of a request from holding into what the client is told.
final class GuardProblems {
    private GuardProblems() {}

    static Problem of(Refusal.GuardFails refusal) {
        return switch (refusal) {
            case Refusal.ConditionFalse(ItemKey key) ->
                    Problems.about(
                            key,
                            ProblemType.CONDITION_FALSE,
                            "the condition does not hold on " + key);
            case Refusal.VersionDiffers(ItemKey key, long expected, String actual) ->
                    Problems.about(
                                    key,
                                    ProblemType.VERSION_DIFFERS,
                                    key + " has version " + actual + ", not " + expected)
                            .with("expected", expected)
                            .with("actual", actual);
            case Refusal.ItemChanged(
                            ItemKey key,
                            Expected.AsSeen expected,
                            Expected.AsSeen actual) ->
                    changed(key, EntityTag.of(expected), EntityTag.of(actual));
            case Refusal.ItemInNone(ItemKey key, Expected.AsSeen actual) ->
                    met(
                            key,
                            ProblemType.VERSION_DIFFERS,
                            "%s is %s by now, which If-Match does not list",
                            EntityTag.of(actual));
            case Refusal.ItemPresent(ItemKey key, Expected.AsSeen actual) ->
                    met(
                            key,
                            ProblemType.ITEM_PRESENT,
                            "%s is there as %s, which If-None-Match rules out",
                            EntityTag.of(actual));
        };
    }

    /// @param detail with places for the key and for what was met
    private static Problem met(ItemKey key, ProblemType type, String detail, String actual) {
        return Problems.about(key, type, detail.formatted(key, actual)).with("actual", actual);
    }

    private static Problem changed(ItemKey key, String expected, String actual) {
        return Problems.about(
                        key,
                        ProblemType.VERSION_DIFFERS,
                        key + " is " + actual + " by now, not " + expected)
                .with("expected", expected)
                .with("actual", actual);
    }
}
