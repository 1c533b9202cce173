package dev.outrigger.config;

import dev.outrigger.sync.resolution.FieldRule;
import dev.outrigger.sync.resolution.RemoteDeletion;
import dev.outrigger.sync.resolution.Strategy;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Reads what a replica does about conflicts.
final class ResolutionReader {
    private static final String EXPECTED = "applyRemote, retryLocal, merge, webhook or manual";
    private static final String EXPECTED_URL =
            "a URL such as https://conflicts.example.com/resolve";

    private final TypedSettings settings;
    private final @Nullable URI url;
    private final @Nullable Secret secret;

    ResolutionReader(TypedSettings settings) {
        this.settings = settings;
        this.url = url(settings, Key.SYNC_CONFLICT_WEBHOOK_URL).orElse(null);
        this.secret = settings.secret(Key.SYNC_CONFLICT_WEBHOOK_SECRET).orElse(null);
    }

    ResolutionConfig read() {
        String usual =
                settings.value(Key.SYNC_CONFLICT_DEFAULT, EXPECTED, ResolutionReader::known)
                        .orElse(Strategy.usual().word());
        RemoteDeletion deletion =
                settings.choice(Key.SYNC_CONFLICT_REMOTE_DELETION, RemoteDeletion.ACCEPT);
        return new ResolutionConfig(
                resolution(
                        strategy(usual, Map.of(), deletion),
                        url,
                        secret,
                        Key.SYNC_CONFLICT_DEFAULT.path()),
                settings.sections(
                        Key.SYNC_CONFLICT_MODELS_STRATEGY,
                        model -> ofModel(model, usual, deletion)),
                limits());
    }

    private ModelResolution ofModel(TypedSettings model, String usual, RemoteDeletion deletion) {
        Map<String, FieldRule> rules = new LinkedHashMap<>();
        model.texts(Key.SYNC_CONFLICT_MODELS_SETS).forEach(name -> rules.put(name, FieldRule.SET));
        model.texts(Key.SYNC_CONFLICT_MODELS_LISTS)
                .forEach(name -> rules.put(name, FieldRule.LIST));
        model.texts(Key.SYNC_CONFLICT_MODELS_COUNTERS)
                .forEach(name -> rules.put(name, FieldRule.COUNTER));
        Strategy strategy =
                strategy(
                        model.value(
                                        Key.SYNC_CONFLICT_MODELS_STRATEGY,
                                        EXPECTED,
                                        ResolutionReader::known)
                                .orElse(usual),
                        rules,
                        model.choice(Key.SYNC_CONFLICT_MODELS_REMOTE_DELETION, deletion));
        return resolution(
                strategy,
                url(model, Key.SYNC_CONFLICT_MODELS_URL).orElse(url),
                model.secret(Key.SYNC_CONFLICT_MODELS_SECRET).orElse(secret),
                model.pathOf(Key.SYNC_CONFLICT_MODELS_STRATEGY));
    }

    private ModelResolution resolution(
            Strategy strategy, @Nullable URI asked, @Nullable Secret shown, String path) {
        if (!(strategy instanceof Strategy.Webhook)) {
            return ModelResolution.of(strategy);
        }
        if (asked == null) {
            settings.refuse(
                    path
                            + " is webhook, and nothing says where it is: set "
                            + Key.SYNC_CONFLICT_WEBHOOK_URL.path());
            return ModelResolution.of(strategy);
        }
        return new ModelResolution(strategy, new AdviserConfig(asked, shown));
    }

    private AdviserConfig.Limits limits() {
        AdviserConfig.Limits usual = AdviserConfig.Limits.DEFAULT;
        return new AdviserConfig.Limits(
                settings.duration(Key.SYNC_CONFLICT_WEBHOOK_TIMEOUT, usual.timeout()),
                settings.number(
                        Key.SYNC_CONFLICT_WEBHOOK_ATTEMPTS,
                        new TypedSettings.Range(1, 10),
                        usual.attempts()));
    }

    private static Optional<URI> url(TypedSettings settings, Key key) {
        return settings.value(key, EXPECTED_URL, HttpUrl::of);
    }

    private static Optional<String> known(String word) {
        return switch (word) {
            case "applyRemote", "retryLocal", "merge", "webhook", "manual" -> Optional.of(word);
            default -> Optional.empty();
        };
    }

    private static Strategy strategy(
            String word, Map<String, FieldRule> rules, RemoteDeletion deletion) {
        return switch (word) {
            case "applyRemote" -> new Strategy.ApplyRemote();
            case "webhook" -> new Strategy.Webhook();
            case "manual" -> new Strategy.Manual();
            case "merge" -> new Strategy.Merge(rules, deletion);
            default -> new Strategy.RetryLocal(deletion);
        };
    }
}
