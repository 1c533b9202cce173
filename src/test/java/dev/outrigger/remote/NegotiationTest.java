package dev.outrigger.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.AuthRule.Provider;
import dev.outrigger.remote.credentials.ApiKey;
import dev.outrigger.remote.credentials.Credentials;
import dev.outrigger.remote.credentials.Posting;
import dev.outrigger.remote.credentials.Shown;
import dev.outrigger.remote.credentials.Token;
import dev.outrigger.remote.credentials.TokenCredentials;

import io.vertx.core.Future;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

class NegotiationTest {
    private static final Credentials KEY = new ApiKey("k");

    /// Whose issuer cannot be asked at the moment.
    private static final Credentials OUT_OF_REACH =
            new Credentials() {
                @Override
                public Future<Shown> show(Posting posting) {
                    return Future.succeededFuture(new Shown.Unavailable("the issuer is away"));
                }

                @Override
                public Prospect turnedAway(Shown.Headers shown) {
                    return Prospect.SAME;
                }

                @Override
                public Set<Provider> providers() {
                    return Set.of(Provider.OIDC);
                }
            };

    private static Credentials user(Token token) {
        return new TokenCredentials(token, Set.of(Provider.USER_POOLS));
    }

    /// What is answered to a backend's caller who tries these ways, of whom only the token of `ana`
    /// is known and no key has rights.
    private static HttpAnswer answer(Credentials... ways) {
        Negotiation negotiation =
                new Negotiation(
                        answer ->
                                switch (((HttpAnswer.Received) answer).status()) {
                                    case 401 -> Welcome.TURNED_AWAY;
                                    case 200 -> Welcome.LET_IN;
                                    default -> Welcome.WITHOUT_RIGHTS;
                                },
                        new Posting(URI.create("http://localhost/graphql"), "{}"),
                        shown -> Future.succeededFuture(answered(shown.values())));
        return negotiation.with(List.of(ways)).result();
    }

    private static HttpAnswer answered(Map<String, String> headers) {
        String token = headers.getOrDefault(TokenCredentials.HEADER, "");
        int status = token.equals("ana") ? 200 : token.isEmpty() ? 403 : 401;
        return new HttpAnswer.Received(status, null, null, "{}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aKeyWithoutRightsIsNotTheLastWordWhileTheUserCouldNotBeShown() {
        assertThat(answer(user(Token.awaited()), KEY)).isInstanceOf(HttpAnswer.NothingToShow.class);
        assertThat(answer(OUT_OF_REACH, KEY)).isInstanceOf(HttpAnswer.NotSent.class);
        assertThat(status(answer(user(Token.fixed("expired")), KEY))).isEqualTo(401);
    }

    @Test
    void whatEveryWayLacksTheRightsForIsRefused() {
        assertThat(status(answer(KEY, new ApiKey("other")))).isEqualTo(403);
    }

    @Test
    void laterWaysAreTriedAfterOneThatCouldNotBeShown() {
        assertThat(status(answer(OUT_OF_REACH, KEY, user(Token.fixed("ana"))))).isEqualTo(200);
    }

    private static int status(HttpAnswer answer) {
        return ((HttpAnswer.Received) answer).status();
    }
}
