package dev.outrigger.token;

import dev.outrigger.model.AuthRule;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Set;

/// Somebody whose tokens are trusted.
///
/// @param provider USER_POOLS for a Cognito user pool, OIDC for any other
/// @param name exactly as its tokens have it in `iss`
/// @param clientIds for which a token must be; with none, one for any client of a user pool will do
/// @param keyAddress of its keys; null to find it by OpenID Connect's discovery
public record TokenIssuer(
        AuthRule.Provider provider, String name, Set<String> clientIds, @Nullable URI keyAddress) {
    public TokenIssuer {
        clientIds = Set.copyOf(clientIds);
        if (provider == AuthRule.Provider.OIDC && clientIds.isEmpty()) {
            // Such an issuer serves applications of others too, whose tokens must not open ours.
            throw new IllegalArgumentException("an OIDC issuer needs the ids of its clients");
        }
    }
}
