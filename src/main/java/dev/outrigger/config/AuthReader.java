package dev.outrigger.config;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads who may call a backend.
final class AuthReader {
    // AppSync's own, for an authorizer.
    private static final Duration ANSWER_TTL = Duration.ofMinutes(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

    private final TypedSettings settings;

    AuthReader(TypedSettings settings) {
        this.settings = settings;
    }

    AuthConfig read() {
        var keys = settings.sections(Key.BACKEND_AUTH_API_KEYS_KEY, AuthSections::apiKey);
        var issuers = settings.sections(Key.BACKEND_AUTH_ISSUERS_ISSUER, AuthSections::issuer);
        var signers = settings.sections(Key.BACKEND_AUTH_ACCESS_KEYS_ID, AuthSections::accessKey);
        boolean nobody =
                settings.lacks(Key.BACKEND_API_KEYS)
                        && settings.lacks(Key.BACKEND_AUTH_AUTHORIZER_URL)
                        && keys.byName().isEmpty()
                        && issuers.byName().isEmpty()
                        && signers.byName().isEmpty();
        if (nobody) {
            settings.refuse(
                    "no API key is given for clients to show; set --api-key, backend.apiKeys or "
                            + Key.BACKEND_API_KEYS.variable()
                            + " (or its …File twin), or another way to call under backend.auth");
        }
        List<AuthConfig.ApiKey> apiKeys = new ArrayList<>();
        for (Secret key : settings.secrets(Key.BACKEND_API_KEYS)) {
            apiKeys.add(new AuthConfig.ApiKey.Plain(key, Instant.MAX));
        }
        apiKeys.addAll(usable(keys));
        var ways = new Ways(apiKeys, usable(issuers), usable(signers), authorizer());
        return new AuthConfig(
                mode(ways), ways.apiKeys(), ways.issuers(), ways.accessKeys(), ways.authorizer());
    }

    /// Everything that is configured, before it is known which counts where nothing else is said.
    private record Ways(
            List<AuthConfig.ApiKey> apiKeys,
            List<AuthConfig.Issuer> issuers,
            List<AuthConfig.AccessKey> accessKeys,
            AuthConfig.@Nullable Authorizer authorizer) {
        Set<AuthMode> modes() {
            Set<AuthMode> modes = EnumSet.noneOf(AuthMode.class);
            apiKeys.forEach(_ -> modes.add(AuthMode.API_KEY));
            for (AuthConfig.Issuer issuer : issuers) {
                modes.add(
                        switch (issuer.kind()) {
                            case COGNITO -> AuthMode.USER_POOLS;
                            case OIDC -> AuthMode.OIDC;
                        });
            }
            accessKeys.forEach(_ -> modes.add(AuthMode.IAM));
            if (authorizer != null) {
                modes.add(AuthMode.FUNCTION);
            }
            return modes;
        }
    }

    private static <T> List<T> usable(NamedSections<Optional<T>> sections) {
        return sections.byName().values().stream().flatMap(Optional::stream).toList();
    }

    /// The first one that is configured, unless a key says which.
    private AuthMode mode(Ways ways) {
        Set<AuthMode> modes = ways.modes();
        AuthMode usual = modes.stream().findFirst().orElse(AuthMode.API_KEY);
        AuthMode chosen =
                settings.value(Key.BACKEND_AUTH_DEFAULT, "one of " + AuthMode.WORDS, AuthMode::of)
                        .orElse(usual);
        if (!modes.isEmpty() && !modes.contains(chosen)) {
            settings.find(Key.BACKEND_AUTH_DEFAULT)
                    .ifPresent(
                            setting ->
                                    settings.refuse(
                                            setting,
                                            "is " + chosen.word() + ", of which nothing is given"));
        }
        return chosen;
    }

    private AuthConfig.@Nullable Authorizer authorizer() {
        Duration ttl = settings.durationOrZero(Key.BACKEND_AUTH_AUTHORIZER_TTL, ANSWER_TTL);
        Duration timeout = settings.duration(Key.BACKEND_AUTH_AUTHORIZER_TIMEOUT, ANSWER_TIMEOUT);
        String apiId = settings.text(Key.BACKEND_AUTH_AUTHORIZER_API_ID).orElse("outrigger");
        String accountId = settings.text(Key.BACKEND_AUTH_AUTHORIZER_ACCOUNT_ID).orElse("");
        return settings.value(
                        Key.BACKEND_AUTH_AUTHORIZER_URL,
                        AuthSections.ADDRESS,
                        AuthSections::address)
                .map(url -> new AuthConfig.Authorizer(url, ttl, timeout, apiId, accountId))
                .orElse(null);
    }
}
