package dev.outrigger.testing;

import dev.outrigger.backend.identity.AccessKey;
import dev.outrigger.backend.identity.ApiKeys;
import dev.outrigger.backend.identity.Authorizer;
import dev.outrigger.backend.identity.Caller;
import dev.outrigger.backend.identity.Entrance;
import dev.outrigger.backend.identity.SideBySide;
import dev.outrigger.backend.identity.Signatures;
import dev.outrigger.backend.identity.Tokens;
import dev.outrigger.model.AuthRule;
import dev.outrigger.token.OutsideCalls;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/// A backend that can be called in every way, with those who vouch for its callers.
public final class EveryWayBackend implements AutoCloseable {
    public static final AwsSigner SIGNER = new AwsSigner("AKID", "the secret");
    public static final String AUTHORIZED = "let me in";

    private final ManualClock clock = new ManualClock(Instant.now());
    private final TestIssuer pool = TestIssuer.start(clock);
    private final TestIssuer oidc = TestIssuer.start(clock);
    private final FakeCognito cognito = FakeCognito.start(pool);
    private final FakeAuthorizer authorizer =
            FakeAuthorizer.start(
                    token -> "{\"isAuthorized\": %b}".formatted(token.equals(AUTHORIZED)));
    private final OutsideCalls calls = new OutsideCalls();
    private final TestBackend backend;

    private EveryWayBackend(String schema) {
        var modes =
                new SideBySide(
                        List.of(
                                ApiKeys.lasting(List.of(TestBackend.API_KEY)),
                                new Signatures(
                                        List.of(
                                                new AccessKey(
                                                        SIGNER.keyId(),
                                                        SIGNER.secret(),
                                                        Caller.Role.AUTHENTICATED)),
                                        clock),
                                new Tokens(
                                        List.of(
                                                pool.as(AuthRule.Provider.USER_POOLS),
                                                oidc.as(AuthRule.Provider.OIDC)),
                                        calls,
                                        clock),
                                new Authorizer(authorizer.settings(), calls, clock)));
        var usual = TestBackend.Setup.usual();
        backend =
                TestBackend.start(
                        schema,
                        usual.with(
                                usual.server()
                                        .withEntrance(
                                                new Entrance(
                                                        modes, clock, AuthRule.Provider.API_KEY))));
    }

    public static EveryWayBackend start(String schema) {
        return new EveryWayBackend(schema);
    }

    public URI endpoint() {
        return backend.endpoint();
    }

    public ManualClock clock() {
        return clock;
    }

    /// A user pool, of which [#cognito] gives out tokens.
    public TestIssuer pool() {
        return pool;
    }

    public TestIssuer oidc() {
        return oidc;
    }

    public FakeCognito cognito() {
        return cognito;
    }

    @Override
    public void close() {
        backend.close();
        calls.close();
        authorizer.close();
        cognito.close();
        pool.close();
        oidc.close();
    }
}
