package dev.outrigger.app;

import dev.outrigger.api.access.AccessToken;
import dev.outrigger.api.access.AccessTokens;
import dev.outrigger.api.access.Caller;
import dev.outrigger.api.access.Entrance;
import dev.outrigger.api.access.Grant;
import dev.outrigger.api.access.Reach;
import dev.outrigger.api.access.Scope;
import dev.outrigger.config.AccessConfig;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;

import org.jspecify.annotations.Nullable;

import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes the entrance of a local API, as it is configured.
final class LocalAccess {
    private final Schema schema;

    LocalAccess(Schema schema) {
        this.schema = schema;
    }

    /// Null for an API that asks for no token.
    @Nullable Entrance of(AccessConfig config) {
        List<AccessToken> tokens = config.tokens().stream().map(this::token).toList();
        return tokens.isEmpty() ? null : new AccessTokens(tokens, InstantSource.system());
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
