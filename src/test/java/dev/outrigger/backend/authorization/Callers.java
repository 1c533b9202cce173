package dev.outrigger.backend.authorization;

import dev.outrigger.backend.identity.Caller;
import dev.outrigger.model.AuthRule.Provider;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Callers of every kind.
final class Callers {
    static final Caller API_KEY = new Caller.ApiKeyHolder();
    static final Caller ANA = user(Provider.USER_POOLS, "ana", List.of("writers"));
    static final Caller BEN = user(Provider.USER_POOLS, "ben", List.of("editors", "readers"));
    static final Caller OIDC_ANA = user(Provider.OIDC, "ana", List.of("editors"));
    static final Caller ADMINISTRATOR = new Caller.Iam("AK1", Caller.Role.ADMINISTRATOR);
    static final Caller AUTHENTICATED = new Caller.Iam("AK2", Caller.Role.AUTHENTICATED);
    static final Caller GUEST = new Caller.Iam("AK3", Caller.Role.UNAUTHENTICATED);
    static final Caller CUSTOM = new Caller.Custom(Map.of(), Set.of());

    private Callers() {}

    static Caller user(Provider provider, String name, List<String> groups) {
        return new Caller.SignedIn(
                provider, Map.of("sub", name + "-sub", "username", name, "cognito:groups", groups));
    }
}
