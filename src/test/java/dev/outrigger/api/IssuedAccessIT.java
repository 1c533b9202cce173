package dev.outrigger.api;

import static dev.outrigger.api.ProblemAssert.assertProblem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.ApiServer.Answer;
import dev.outrigger.api.access.AccessToken;
import dev.outrigger.api.access.AccessTokens;
import dev.outrigger.api.access.Caller;
import dev.outrigger.api.access.EitherEntrance;
import dev.outrigger.api.access.Grant;
import dev.outrigger.api.access.IssuedAccess;
import dev.outrigger.model.AuthRule;
import dev.outrigger.testing.InMemoryReplicaStore;
import dev.outrigger.testing.TestIssuer;
import dev.outrigger.token.IssuedTokens;
import dev.outrigger.token.OutsideCalls;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Tokens of an OpenID Connect issuer at the local API.
class IssuedAccessIT {
    private static final String POSTS = "/v1/models/Post";

    private final TestIssuer issuer = TestIssuer.start();
    private final OutsideCalls calls = new OutsideCalls();
    private final ApiServer server = serving();

    @AfterEach
    void stop() {
        server.close();
        calls.close();
        issuer.close();
    }

    @Test
    void theFirstWriteComesWholeThoughTheIssuerIsAskedMeanwhile() {
        Answer stored = post(token("api:write", List.of("Post", "Comment")));

        assertThat(stored.status()).isEqualTo(201);
        assertThat(stored.get("id")).isEqualTo("p1");
        assertThat(issuer.readings()).isEqualTo(1);
    }

    @Test
    void claimsSayScopesAndModels() {
        String reader = token("openid api:read", "Comment Inventory");

        assertThat(get(reader, "/v1/models/Comment").status()).isEqualTo(200);
        assertProblem(get(reader, POSTS), 403, "model-refused");
        assertProblem(post(reader), 403, "scope-missing");
        assertProblem(get(token("read", "Post"), POSTS), 403, "scope-missing");
        assertProblem(get(token("api:read", null), POSTS), 403, "model-refused");
    }

    @Test
    void whatIsNotValidIsRefused() {
        Date past = Date.from(Instant.now().minusSeconds(3_600));
        String expired = issuer.token(claims("api:read", "Post", Map.of("exp", past)));
        String foreign = issuer.token(claims("api:read", "Post", Map.of("aud", "another")));
        String valid = token("api:read", "Post");

        assertProblem(get(expired, POSTS), 401, "token-refused");
        assertProblem(get(foreign, POSTS), 401, "token-refused");
        assertProblem(get(valid + "x", POSTS), 401, "token-refused");
        assertProblem(get("no.such.token", POSTS), 401, "token-refused");
        assertThat(get(valid, POSTS).status()).isEqualTo(200);
        issuer.rotate();
        assertThat(get(valid, POSTS).status()).isEqualTo(200);
    }

    @Test
    void nobodyIsRefusedForGoodWhileTheIssuerIsAway() {
        issuer.reachable(false);

        Answer answer = get(token("api:read", "Post"), POSTS);

        assertProblem(answer, 503, "issuer-unavailable");
        assertThat(answer.header("Retry-After")).isEqualTo("10");
        assertThat(get("configured", POSTS).status()).isEqualTo(200);
    }

    private Answer get(String token, String path) {
        return server.send(server.request(path).header("Authorization", "Bearer " + token).GET());
    }

    private Answer post(String token) {
        return server.send(
                server.request(POSTS)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(ApiServer.text(OnEveryReplica.post("p1", 1))));
    }

    private String token(String scopes, Object models) {
        return issuer.token(claims(scopes, models, Map.of()));
    }

    private static Map<String, Object> claims(String scopes, Object models, Map<String, ?> more) {
        var claims = new HashMap<String, Object>(more);
        claims.put("sub", "u1");
        claims.put("scope", scopes);
        if (models != null) {
            claims.put("models", models);
        }
        return claims;
    }

    private ApiServer serving() {
        var store = new InMemoryReplicaStore(TestSchema.read(), Instant::now);
        var issued =
                new IssuedAccess(
                        new IssuedTokens(
                                List.of(issuer.as(AuthRule.Provider.OIDC)),
                                calls,
                                InstantSource.system()),
                        new IssuedAccess.Claims("scope", "api:", "models"));
        Caller office = new Caller("office", Grant.everything(), Instant.MAX);
        var configured =
                new AccessTokens(
                        List.of(AccessToken.of(office, "configured")), InstantSource.system());
        return new ApiServer(
                ApiServer.Parts.inMemory(store),
                new FakeSyncControl(),
                ApiSettings.loopback(0)
                        .with(new ApiProtection(new EitherEntrance(configured, issued), null)));
    }
}
