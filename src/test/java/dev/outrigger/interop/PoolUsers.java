package dev.outrigger.interop;

import dev.outrigger.backend.identity.ApiKeys;
import dev.outrigger.backend.identity.SideBySide;
import dev.outrigger.backend.identity.Tokens;
import dev.outrigger.model.AuthRule;
import dev.outrigger.testing.AmplifySetup;
import dev.outrigger.testing.StartedParts;
import dev.outrigger.testing.TestBackend;
import dev.outrigger.testing.TestIssuer;
import dev.outrigger.token.OutsideCalls;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// A Cognito user pool of our own, and backends that let in its users beside whoever has an API
/// key.
final class PoolUsers implements AutoCloseable {
    private final StartedParts parts = new StartedParts();
    private final TestIssuer issuer = parts.keep(TestIssuer.start());
    private final OutsideCalls calls = parts.keep(new OutsideCalls());

    /// What a backend is started with to let them in.
    TestBackend.Setup welcomed() {
        TestBackend.Setup usual = TestBackend.Setup.usual();
        Tokens tokens =
                new Tokens(
                        List.of(issuer.as(AuthRule.Provider.USER_POOLS)),
                        calls,
                        InstantSource.system());
        SideBySide modes =
                new SideBySide(List.of(ApiKeys.lasting(List.of(TestBackend.API_KEY)), tokens));
        return usual.with(usual.server().withAuthenticator(modes));
    }

    /// The setup of a device whose user has signed in: requests carry the access token, and the
    /// client reads the user's name in the other one.
    AmplifySetup signedIn(AmplifySetup setup, String username, List<String> groups) {
        String sub = "sub-of-" + username;
        Map<String, ?> access =
                Map.of(
                        "sub", sub,
                        "username", username,
                        "client_id", TestIssuer.CLIENT,
                        "token_use", "access",
                        "cognito:groups", groups);
        return setup.with("authMode", "userPool")
                .with("accessToken", issuer.token(access))
                .with(
                        "idToken",
                        issuer.userPoolToken(sub, username, Map.of("cognito:groups", groups)));
    }

    @Override
    public void close() {
        parts.close();
    }
}
