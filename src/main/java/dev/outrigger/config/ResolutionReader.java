package dev.outrigger.config;

import dev.outrigger.sync.resolution.FieldRule;
import dev.outrigger.sync.resolution.RemoteDeletion;
import dev.outrigger.sync.resolution.Strategy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Reads what a replica does about conflicts.
final class ResolutionReader {
    private static final String EXPECTED = "applyRemote, retryLocal, merge or manual";

    private final TypedSettings settings;

    ResolutionReader(TypedSettings settings) {
        this.settings = settings;
    }

    ResolutionConfig read() {
        String usual =
                settings.value(Key.SYNC_CONFLICT_DEFAULT, EXPECTED, ResolutionReader::known)
                        .orElse(Strategy.usual().word());
        return new ResolutionConfig(
                strategy(usual, Map.of()),
                settings.sections(
                        Key.SYNC_CONFLICT_MODELS_STRATEGY, model -> ofModel(model, usual)));
    }

    private static Strategy ofModel(TypedSettings model, String usual) {
        Map<String, FieldRule> rules = new LinkedHashMap<>();
        model.texts(Key.SYNC_CONFLICT_MODELS_SETS).forEach(name -> rules.put(name, FieldRule.SET));
        model.texts(Key.SYNC_CONFLICT_MODELS_LISTS)
                .forEach(name -> rules.put(name, FieldRule.LIST));
        model.texts(Key.SYNC_CONFLICT_MODELS_COUNTERS)
                .forEach(name -> rules.put(name, FieldRule.COUNTER));
        return strategy(
                model.value(Key.SYNC_CONFLICT_MODELS_STRATEGY, EXPECTED, ResolutionReader::known)
                        .orElse(usual),
                rules);
    }

    private static Optional<String> known(String word) {
        return switch (word) {
            case "applyRemote", "retryLocal", "merge", "manual" -> Optional.of(word);
            default -> Optional.empty();
        };
    }

    private static Strategy strategy(String word, Map<String, FieldRule> rules) {
        return switch (word) {
            case "applyRemote" -> new Strategy.ApplyRemote();
            case "manual" -> new Strategy.Manual();
            case "merge" -> new Strategy.Merge(rules, RemoteDeletion.ACCEPT);
            default -> new Strategy.RetryLocal(RemoteDeletion.ACCEPT);
        };
    }
}
