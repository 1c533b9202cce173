package dev.outrigger.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.remote.HttpAnswer.Received;
import dev.outrigger.sync.pull.PageRequest;
import dev.outrigger.sync.pull.PullOutcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/// Why a page was not answered, by what AppSync, our backend and proxies in between say.
class PullRefusalTest {
    private static final PageRequest FIRST = new PageRequest("Post", null, null, 100);
    private static final PageRequest LATER = new PageRequest("Post", null, "token", 100);

    private final AnswerMapping mapping = new AnswerMapping(InstantSource.system());

    private PullOutcome pull(PageRequest request, int status, String body) {
        return mapping.pull(
                RemoteFixture.POST,
                request,
                new Received(status, null, null, body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String error(String type) {
        return """
        {"data":{"syncPosts":null},"errors":[{"path":["syncPosts"],"data":null,
        "errorType":"%s","message":"as it happens"}]}\
        """
                .formatted(type);
    }

    @Test
    void AC118_aModelThatMayNotBeReadIsUnauthorizedWithTheBackendsReason() {
        assertThat(pull(FIRST, 200, error("Unauthorized")))
                .isEqualTo(new PullOutcome.Unauthorized("Unauthorized: as it happens"));
        assertThat(pull(LATER, 401, error("UnauthorizedException")))
                .isInstanceOf(PullOutcome.Unauthorized.class);
    }

    @Test
    void AC117_aStatusAloneSaysThatAModelMayNotBeRead() {
        assertThat(pull(FIRST, 401, "")).isInstanceOf(PullOutcome.Unauthorized.class);
        assertThat(pull(FIRST, 403, "<html>")).isInstanceOf(PullOutcome.Unauthorized.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DynamoDB:UserIllegalArgumentException", "ValidationError", ""})
    void T27_aLaterPageThatIsRefusedIsRefusedForItsToken(String type) {
        assertThat(pull(LATER, 200, error(type))).isInstanceOf(PullOutcome.TokenRefused.class);
        assertThat(pull(FIRST, 200, error(type))).isInstanceOf(PullOutcome.Failed.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ThrottlingException", "InternalFailure", "ExecutionTimeout"})
    void T27_aBackendInTroubleSaysNothingAboutAToken(String type) {
        assertThat(pull(LATER, 200, error(type))).isInstanceOf(PullOutcome.Failed.class);
    }

    @Test
    void T27_onlyTheBackendItselfRefusesAToken() {
        assertThat(pull(LATER, 502, "<html>")).isInstanceOf(PullOutcome.Failed.class);
        assertThat(pull(LATER, 400, "<html>")).isInstanceOf(PullOutcome.Failed.class);
        assertThat(pull(LATER, 500, error("Other"))).isInstanceOf(PullOutcome.Failed.class);
        assertThat(pull(LATER, 429, error("Other"))).isInstanceOf(PullOutcome.Failed.class);
    }
}
