package dev.outrigger.config;

import java.time.Duration;

/// Reads what a backend is told.
final class BackendReader {
    private static final int PORT = 4800;
    // AppSync keeps deltas for 30 minutes, after which every reconnect pulls everything.
    private static final Duration DELTA_TTL = Duration.ofDays(30);
    private static final Duration BASE_TTL = Duration.ofDays(30);

    private final TypedSettings settings;
    private final CommonReader common;
    private final ConflictReader conflicts;

    BackendReader(TypedSettings settings) {
        this.settings = settings;
        this.common = new CommonReader(settings);
        this.conflicts = new ConflictReader(settings);
    }

    BackendConfig read() {
        ModelConfig usual =
                new ModelConfig(
                        conflicts.ofAllModels(),
                        settings.duration(Key.BACKEND_DELTA_TTL, DELTA_TTL),
                        settings.durationOrZero(Key.BACKEND_BASE_TTL, BASE_TTL));
        return new BackendConfig(
                common.schema(),
                common.database(),
                listen(),
                new AuthReader(settings).read(),
                new ModelsConfig(usual, models(usual)),
                conflicts.webhook(),
                new LimitsReader(settings).read(),
                exploration(),
                common.log());
    }

    private ExplorationConfig exploration() {
        if (settings.isOn(Key.BACKEND_DEVELOPMENT, TypedSettings.Switch.FALSE)) {
            return ExplorationConfig.DEVELOPMENT;
        }
        return settings.isOn(Key.BACKEND_INTROSPECTION, TypedSettings.Switch.TRUE)
                ? ExplorationConfig.INTROSPECTION
                : ExplorationConfig.CLOSED;
    }

    private ListenConfig listen() {
        return new ListenConfig(
                settings.text(Key.BACKEND_HOST).orElse(CommonReader.LOOPBACK),
                settings.port(Key.BACKEND_PORT, PORT),
                common.tls(Key.BACKEND_TLS_CERT, Key.BACKEND_TLS_KEY));
    }

    private NamedSections<ModelConfig> models(ModelConfig otherwise) {
        return settings.sections(
                Key.BACKEND_MODELS_CONFLICT,
                model ->
                        new ModelConfig(
                                conflicts.of(model, otherwise.conflict()),
                                model.duration(Key.BACKEND_MODELS_DELTA_TTL, otherwise.deltaTtl()),
                                model.durationOrZero(
                                        Key.BACKEND_MODELS_BASE_TTL, otherwise.baseTtl())));
    }
}
