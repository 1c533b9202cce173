package dev.outrigger.app;

import dev.outrigger.backend.identity.AccessKey;
import dev.outrigger.backend.identity.ApiKey;
import dev.outrigger.backend.identity.ApiKeys;
import dev.outrigger.backend.identity.Authorizer;
import dev.outrigger.backend.identity.AuthorizerSettings;
import dev.outrigger.backend.identity.Caller;
import dev.outrigger.backend.identity.Entrance;
import dev.outrigger.backend.identity.Mode;
import dev.outrigger.backend.identity.SideBySide;
import dev.outrigger.backend.identity.Signatures;
import dev.outrigger.backend.identity.Tokens;
import dev.outrigger.config.AuthConfig;
import dev.outrigger.config.AuthMode;
import dev.outrigger.model.AuthRule;
import dev.outrigger.token.OutsideCalls;
import dev.outrigger.token.TokenIssuer;
import dev.outrigger.token.Trusted;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Makes the entrance of a backend, as it is configured.
final class Entrances {
    private static final InstantSource CLOCK = InstantSource.system();

    private Entrances() {}

    static Entrance of(AuthConfig config, Parts parts) {
        requireTrusted(config);
        var calls = new OutsideCalls();
        parts.started("calls to issuers and authorizer", calls);
        List<Mode> modes = new ArrayList<>();
        if (!config.apiKeys().isEmpty()) {
            modes.add(
                    new ApiKeys(config.apiKeys().stream().map(Entrances::apiKey).toList(), CLOCK));
        }
        if (!config.accessKeys().isEmpty()) {
            modes.add(
                    new Signatures(
                            config.accessKeys().stream().map(Entrances::accessKey).toList(),
                            CLOCK));
        }
        if (!config.issuers().isEmpty()) {
            modes.add(
                    new Tokens(
                            config.issuers().stream().map(Entrances::issuer).toList(),
                            calls,
                            CLOCK));
        }
        if (config.authorizer() != null) {
            modes.add(new Authorizer(authorizer(config.authorizer()), calls, CLOCK));
        }
        return new Entrance(new SideBySide(modes), CLOCK, usual(config.mode()));
    }

    private static AuthRule.Provider usual(AuthMode mode) {
        return switch (mode) {
            case API_KEY -> AuthRule.Provider.API_KEY;
            case USER_POOLS -> AuthRule.Provider.USER_POOLS;
            case OIDC -> AuthRule.Provider.OIDC;
            case IAM -> AuthRule.Provider.IAM;
            case FUNCTION -> AuthRule.Provider.FUNCTION;
        };
    }

    private static void requireTrusted(AuthConfig config) {
        Set<String> names = new HashSet<>();
        for (AuthConfig.Issuer issuer : config.issuers()) {
            requireTrusted("issuer", URI.create(issuer.name()));
            if (issuer.jwks() != null) {
                requireTrusted("address of keys", issuer.jwks());
            }
            if (!names.add(issuer.name())) {
                throw StartFailure.usage(
                        "backend.auth.issuers names the issuer " + issuer.name() + " twice");
            }
        }
        Set<String> ids = new HashSet<>();
        for (AuthConfig.AccessKey key : config.accessKeys()) {
            if (!ids.add(key.id())) {
                throw StartFailure.usage(
                        "backend.auth.accessKeys has the id " + key.id() + " twice");
            }
        }
        if (config.authorizer() != null) {
            requireTrusted("authorizer", config.authorizer().url());
        }
    }

    private static void requireTrusted(String role, URI address) {
        if (!Trusted.address(address)) {
            throw StartFailure.usage(
                    "the "
                            + role
                            + " "
                            + address
                            + " is asked who somebody is, so it needs https; http will do only on"
                            + " localhost");
        }
    }

    private static ApiKey apiKey(AuthConfig.ApiKey config) {
        return switch (config) {
            case AuthConfig.ApiKey.Plain(var key, var expires) -> ApiKey.of(key.reveal(), expires);
            case AuthConfig.ApiKey.Hashed(var digest, var expires) ->
                    ApiKey.hashed(digest, expires);
        };
    }

    private static TokenIssuer issuer(AuthConfig.Issuer config) {
        AuthRule.Provider provider =
                switch (config.kind()) {
                    case COGNITO -> AuthRule.Provider.USER_POOLS;
                    case OIDC -> AuthRule.Provider.OIDC;
                };
        return new TokenIssuer(provider, config.name(), config.clientIds(), config.jwks());
    }

    private static AccessKey accessKey(AuthConfig.AccessKey config) {
        Caller.Role role =
                switch (config.role()) {
                    case ADMIN -> Caller.Role.ADMINISTRATOR;
                    case AUTHENTICATED -> Caller.Role.AUTHENTICATED;
                    case UNAUTHENTICATED -> Caller.Role.UNAUTHENTICATED;
                };
        return new AccessKey(config.id(), config.secret().reveal(), role);
    }

    private static AuthorizerSettings authorizer(AuthConfig.Authorizer config) {
        return new AuthorizerSettings(
                config.url(),
                config.ttl(),
                config.timeout(),
                new AuthorizerSettings.Api(config.apiId(), config.accountId()));
    }
}
