package dev.outrigger.app;

import dev.outrigger.api.access.AccessToken;
import dev.outrigger.api.access.AccessTokens;
import dev.outrigger.api.access.Caller;
import dev.outrigger.api.access.EitherEntrance;
import dev.outrigger.api.access.Entrance;
import dev.outrigger.api.access.Grant;
import dev.outrigger.api.access.IssuedAccess;
import dev.outrigger.api.access.Reach;
import dev.outrigger.api.access.Scope;
import dev.outrigger.config.AccessConfig;
import dev.outrigger.model.AuthRule;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.token.IssuedTokens;
import dev.outrigger.token.OutsideCalls;
import dev.outrigger.token.TokenIssuer;
import dev.outrigger.token.Trusted;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes the entrance of a local API, as it is configured.
final class LocalAccess {
    private static final InstantSource CLOCK = InstantSource.system();

    private final Schema schema;
    private final Parts parts;

    LocalAccess(Schema schema, Parts parts) {
        this.schema = schema;
        this.parts = parts;
    }

    /// Null for an API that asks for no token.
    @Nullable Entrance of(AccessConfig config) {
        Entrance tokens = tokens(config.tokens());
        AccessConfig.Issuer issuer = config.issuer();
        if (issuer == null) {
            return tokens;
        }
        Entrance issued = issued(issuer);
        return tokens == null ? issued : new EitherEntrance(tokens, issued);
    }

    private @Nullable Entrance tokens(List<AccessConfig.Token> config) {
        List<AccessToken> tokens = config.stream().map(this::token).toList();
        return tokens.isEmpty() ? null : new AccessTokens(tokens, CLOCK);
    }

    private Entrance issued(AccessConfig.Issuer config) {
        requireTrusted(URI.create(config.name()));
        if (config.jwks() != null) {
            requireTrusted(config.jwks());
        }
        var calls = new OutsideCalls();
        parts.started("calls to the issuer of tokens", calls);
        TokenIssuer issuer =
                new TokenIssuer(
                        AuthRule.Provider.OIDC, config.name(), config.audience(), config.jwks());
        AccessConfig.Claims claims = config.claims();
        return new IssuedAccess(
                new IssuedTokens(List.of(issuer), calls, CLOCK),
                new IssuedAccess.Claims(claims.scopes(), claims.prefix(), claims.models()));
    }

    private static void requireTrusted(URI address) {
        if (!Trusted.address(address)) {
            throw StartFailure.usage(
                    "api.oidc names "
                            + address
                            + ", which is asked who somebody is, so it needs https; http will do"
                            + " only on localhost");
        }
    }

    private AccessToken token(AccessConfig.Token config) {
        Set<Scope> scopes =
                config.scopes().stream().map(LocalAccess::scope).collect(Collectors.toSet());
        Caller caller =
                new Caller(config.name(), new Grant(scopes, reach(config)), config.expires());
        return switch (config.proof()) {
            case AccessConfig.Proof.Plain(var token) -> AccessToken.of(caller, token.reveal());
            case AccessConfig.Proof.Hashed(var digest) -> AccessToken.hashed(caller, digest);
        };
    }

    private Reach reach(AccessConfig.Token config) {
        Set<String> models = config.models();
        if (models == null) {
            return new Reach.Everything();
        }
        List<String> known = schema.models().stream().map(Model::name).toList();
        for (String model : models) {
            if (!known.contains(model)) {
                throw StartFailure.usage(
                        "api.tokens."
                                + config.name()
                                + ".models names "
                                + model
                                + ", which the schema does not have; it has "
                                + String.join(", ", known));
            }
        }
        return new Reach.Only(models);
    }

    private static Scope scope(AccessConfig.Scope scope) {
        return switch (scope) {
            case READ -> Scope.READ;
            case WRITE -> Scope.WRITE;
            case ADMIN -> Scope.ADMIN;
        };
    }
}
