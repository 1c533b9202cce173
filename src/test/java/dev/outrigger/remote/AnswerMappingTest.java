package dev.outrigger.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Version;
import dev.outrigger.remote.HttpAnswer.Received;
import dev.outrigger.sync.BackendError;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.Rejection.Cause;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.UnreadItem;
import dev.outrigger.sync.pull.PageRequest;
import dev.outrigger.sync.pull.PullOutcome;
import dev.outrigger.sync.push.FetchOutcome;
import dev.outrigger.sync.push.PushOutcome;
import dev.outrigger.sync.push.PushOutcome.Accepted;
import dev.outrigger.sync.push.PushOutcome.ConditionFailed;
import dev.outrigger.sync.push.PushOutcome.Conflict;
import dev.outrigger.sync.push.PushOutcome.Deferred;
import dev.outrigger.sync.push.PushOutcome.NotSignedIn;
import dev.outrigger.sync.push.PushOutcome.Refused;
import dev.outrigger.sync.push.PushOutcome.Unanswered;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

class AnswerMappingTest {
    private static final PageRequest FIRST_PAGE = new PageRequest("Post", null, null, 100);

    private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");

    private final AnswerMapping mapping = new AnswerMapping(InstantSource.fixed(NOW));

    @Test
    void acceptsTheItemThatTheBackendStored() {
        assertThat(pushed(updated(RemoteFixture.post("p1", 4))))
                .isInstanceOfSatisfying(
                        Accepted.class,
                        accepted ->
                                assertThat(accepted.answer().version()).isEqualTo(new Version(4)));
    }

    @Test
    void acceptsAnItemOfWhichOnlyAFieldFailed() {
        // Given
        String body =
                """
                {"data":{"updatePost":%s},"errors":[{"path":["updatePost","secret"],
                "errorType":"Unauthorized","message":"Unauthorized on [secret]"}]}\
                """
                        .formatted(RemoteFixture.post("p1", 4));

        // Then
        assertThat(pushed(body)).isInstanceOf(Accepted.class);
    }

    @Test
    void AC89_defersWhatWasNeverSent() {
        assertThat(outcome(new HttpAnswer.NotSent("Connection refused")))
                .isEqualTo(new Deferred(null, "Connection refused"));
    }

    @Test
    void AC89_callsALostRequestUnanswered() {
        assertThat(outcome(new HttpAnswer.Lost("Connection reset")))
                .isEqualTo(new Unanswered("Connection reset"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Sign in to the hotel</html>", "", "null", "[]", "{}", "7"})
    void callsABodyThatIsNoGraphQlUnanswered(String body) {
        assertThat(pushed(body)).isInstanceOf(Unanswered.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void callsAnErrorOfTheServerUnanswered(int status) {
        assertThat(outcome(received(status, null, "Bad gateway")))
                .isEqualTo(
                        new Unanswered(
                                "HTTP %d with a body that is no GraphQL response"
                                        .formatted(status)));
    }

    @Test
    void AC91_waitsAsLongAsTheBackendAsks() {
        assertThat(pauseOf(received(503, "7", ""))).isEqualTo(Duration.ofSeconds(7));
        assertThat(pauseOf(received(429, "120", ""))).isEqualTo(Duration.ofMinutes(2));
        assertThat(pauseOf(received(429, "Mon, 2 Mar 2026 09:31:00 GMT", "")))
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(pauseOf(received(429, null, ""))).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 403, 404, 408, 429})
    void defersWhatAnotherAttemptMayBring(int status) {
        assertThat(outcome(received(status, null, ""))).isInstanceOf(Deferred.class);
    }

    @Test
    void AC93_AC97_tellsACallerWhomTheBackendDoesNotKnowApart() {
        // Given
        String body =
                """
                {"errors":[{"errorType":"UnauthorizedException",
                "message":"You are not authorized to make this call."}]}\
                """;

        // Then
        assertThat(outcome(received(401, null, body)))
                .isEqualTo(
                        new NotSignedIn(
                                "UnauthorizedException: You are not authorized to make this"
                                        + " call."));
    }

    @Test
    void AC94_signsInAgainWhenTheTokenHasExpired() {
        assertThat(outcome(received(401, null, ""))).isInstanceOf(NotSignedIn.class);
        assertThat(pushed(error("UnauthorizedException"))).isInstanceOf(NotSignedIn.class);
        assertThat(outcome(received(403, null, error("UnrecognizedClientException"))))
                .isInstanceOf(NotSignedIn.class);
        assertThat(fetched(received(401, null, ""))).isInstanceOf(FetchOutcome.NotSignedIn.class);
        assertThat(fetched(received(200, null, error("UnauthorizedException"))))
                .isInstanceOf(FetchOutcome.NotSignedIn.class);
    }

    @Test
    void takesAFirewallForAPause() {
        assertThat(outcome(received(403, null, error("WAFForbiddenException"))))
                .isInstanceOf(Deferred.class);
    }

    @Test
    void AC97_aMissingRightIsOfThisMutationAndNotOfItsCaller() {
        assertThat(pushed(error("Unauthorized")))
                .isEqualTo(
                        new Refused(
                                Rejection.of(Cause.UNAUTHORIZED, "Unauthorized", "as it happens")));
    }

    @Test
    void refusesWhatTheBackendCannotParse() {
        // Given
        String body =
                """
                {"errors":[{"errorType":"BadRequestException",
                "message":"Unable to parse GraphQL query."}]}\
                """;

        // Then
        assertThat(outcome(received(400, null, body)))
                .isEqualTo(badRecord("BadRequestException", "Unable to parse GraphQL query."));
        assertThat(outcome(received(413, null, ""))).isInstanceOf(Refused.class);
    }

    @Test
    void readsTheBackendsItemFromAConflict() {
        assertThat(pushed(conflict("\"data\":" + RemoteFixture.tombstone("p1", 5))))
                .isInstanceOfSatisfying(
                        Conflict.class,
                        conflict -> {
                            RemoteItem theirs = conflict.theirs();
                            assertThat(theirs).isNotNull();
                            assertThat(theirs.version()).isEqualTo(new Version(5));
                            assertThat(theirs.live()).isFalse();
                        });
    }

    @Test
    void readsAConflictThatIsWrittenUnderExtensions() {
        // Given
        String body =
                """
                {"data":{"updatePost":null},"errors":[{"path":["updatePost"],"message":"m",
                "extensions":{"errorType":"ConflictUnhandled","data":%s}}]}\
                """
                        .formatted(RemoteFixture.post("p1", 5));

        // Then
        assertThat(pushed(body))
                .isInstanceOfSatisfying(
                        Conflict.class, conflict -> assertThat(conflict.theirs()).isNotNull());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"data\":null", "\"data\":{\"id\":\"p1\"}", "\"errorInfo\":null"})
    void AC106_takesAConflictWithoutAReadableItem(String data) {
        assertThat(pushed(conflict(data))).isEqualTo(new Conflict(null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ConditionalCheckFailedException",
                "DynamoDB:ConditionalCheckFailedException"
            })
    void AC98_tellsAFalseConditionApart(String type) {
        assertThat(pushed(error(type))).isEqualTo(new ConditionFailed("as it happens"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ThrottlingException",
                "TooManyRequestsException",
                "DynamoDB:ProvisionedThroughputExceededException",
                "DynamoDB:TransactionConflictException",
                "Lambda:TooManyRequestsException",
                "LimitExceededError"
            })
    void defersWhatTheBackendWouldNotDoNow(String type) {
        assertThat(pushed(error(type))).isInstanceOf(Deferred.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BadRequest",
                "UnsupportedOperation",
                "Lambda:Handled",
                "Custom:NobodyKnows"
            })
    void AC95_refusesWhatWillNeverSucceed(String type) {
        assertThat(pushed(error(type))).isEqualTo(new Refused(type, "as it happens"));
    }

    @Test
    void AC97_refusesWhatDoesNotValidateAsABadRecord() {
        // Given
        String message =
                "The variables input contains a field name 'nope' that is not defined for input"
                        + " object type 'UpdatePostInput' ";

        // Then
        assertThat(
                        pushed(
                                """
                                {"data":null,"errors":[{"path":null,"message":"%s"}]}\
                                """
                                        .formatted(message)))
                .isEqualTo(badRecord("ValidationError", message));
    }

    @Test
    void AC99_tellsEveryErrorOfAnAnswer() {
        assertThat(
                        pushed(
                                """
                                {"data":null,"errors":[{"errorType":"BadRequest","message":"a"},
                                {"message":"b"}]}\
                                """))
                .isEqualTo(
                        new Refused(
                                new Rejection(
                                        Cause.BAD_RECORD,
                                        List.of(
                                                new BackendError("BadRequest", "a"),
                                                new BackendError("ValidationError", "b")))));
    }

    @Test
    void callsAMutationUnreadableThatWasStoredWithoutAReadableAnswer() {
        // Given
        String nullInTheAnswer =
                """
                {"data":{"updatePost":null},"errors":[{"path":["updatePost","post"],
                "message":"Cannot return null for non-nullable type"}]}\
                """;

        // Then
        assertThat(pushed(nullInTheAnswer)).isInstanceOf(PushOutcome.Unreadable.class);
        assertThat(pushed(updated("{\"id\":\"p1\"}"))).isInstanceOf(PushOutcome.Unreadable.class);
    }

    @Test
    void readsAPage() {
        // When
        PullOutcome pulled =
                pull(page(RemoteFixture.post("p1", 3) + "," + RemoteFixture.tombstone("p2", 2)));

        // Then
        PullOutcome.Page page = (PullOutcome.Page) pulled;
        assertThat(page.items()).extracting(item -> item.key().text()).containsExactly("p1", "p2");
        assertThat(page.rejected()).isEmpty();
        assertThat(page.nextToken()).isEqualTo("next");
        assertThat(page.startedAt()).isEqualTo(Instant.ofEpochMilli(1772443900000L));
    }

    @Test
    void AC115_keepsTheGoodItemsOfAPartialPage() {
        // Given
        String items = "null," + RemoteFixture.post("p1", 3) + ",{\"id\":\"p3\"}";
        String body =
                page(items)
                        .replaceFirst(
                                "}$",
                                """
                                ,"errors":[{"path":["syncPosts","items",0,"_version"],
                                "message":"Cannot return null for non-nullable type"}]}\
                                """);

        // When
        PullOutcome.Page page = (PullOutcome.Page) pull(body);

        // Then
        assertThat(page.items()).hasSize(1);
        assertThat(page.rejected())
                .extracting(UnreadItem::reason)
                .containsExactly(
                        "item 0 of the page cannot be read:"
                                + " Cannot return null for non-nullable type",
                        "item 2 of the page cannot be read: /_version is null, not a positive"
                                + " integer; /_lastChangedAt is null, not a positive integer");
    }

    @Test
    void AC116_failsAPullThatBringsNothing() {
        assertThat(pull("{\"data\":null}")).isInstanceOf(PullOutcome.Failed.class);
        assertThat(pull("<html>")).isInstanceOf(PullOutcome.Failed.class);
        assertThat(pull("{\"data\":{\"syncPosts\":{\"items\":[]}}}"))
                .isInstanceOf(PullOutcome.Failed.class);
    }

    @Test
    void findsAnItemOrItsAbsence() {
        assertThat(fetch("{\"data\":{\"getPost\":" + RemoteFixture.tombstone("p1", 2) + "}}"))
                .isInstanceOf(FetchOutcome.Found.class);
        assertThat(fetch("{\"data\":{\"getPost\":null}}")).isEqualTo(new FetchOutcome.Absent());
    }

    @Test
    void doesNotMistakeAFailureForAbsence() {
        // Given
        String denied =
                """
                {"data":{"getPost":null},"errors":[{"path":["getPost"],
                "errorType":"Unauthorized","message":"no"}]}\
                """;

        // Then
        assertThat(fetch(denied))
                .isEqualTo(
                        new FetchOutcome.Refused(
                                Rejection.of(Cause.UNAUTHORIZED, "Unauthorized", "no")));
        assertThat(mapping.fetch(RemoteFixture.POST, new HttpAnswer.Lost("reset")))
                .isEqualTo(new FetchOutcome.Failed("reset"));
        assertThat(mapping.fetch(RemoteFixture.POST, received(500, null, "{\"data\":null}")))
                .isInstanceOf(FetchOutcome.Failed.class);
    }

    private static String updated(String item) {
        return "{\"data\":{\"updatePost\":" + item + "}}";
    }

    private static String error(String type) {
        return """
        {"data":{"updatePost":null},"errors":[{"path":["updatePost"],"data":null,
        "errorType":"%s","errorInfo":null,"message":"as it happens"}]}\
        """
                .formatted(type);
    }

    private static String conflict(String data) {
        return """
        {"data":{"updatePost":null},"errors":[{"path":["updatePost"],%s,
        "errorType":"ConflictUnhandled","message":"Conflict resolver rejects mutation."}]}\
        """
                .formatted(data);
    }

    private static String page(String items) {
        return """
        {"data":{"syncPosts":{"items":[%s],"nextToken":"next","startedAt":1772443900000}}}\
        """
                .formatted(items);
    }

    private static Received received(int status, @Nullable String retryAfter, String body) {
        return new Received(status, retryAfter, null, body.getBytes(StandardCharsets.UTF_8));
    }

    private PushOutcome pushed(String body) {
        return outcome(received(200, null, body));
    }

    private PushOutcome outcome(HttpAnswer answer) {
        return mapping.push(RemoteFixture.POST, "updatePost", answer);
    }

    private @Nullable Duration pauseOf(HttpAnswer answer) {
        return ((Deferred) outcome(answer)).pause();
    }

    private PullOutcome pull(String body) {
        return mapping.pull(RemoteFixture.POST, FIRST_PAGE, received(200, null, body));
    }

    private static Refused badRecord(String type, String message) {
        return new Refused(Rejection.of(Cause.BAD_RECORD, type, message));
    }

    private FetchOutcome fetched(HttpAnswer answer) {
        return mapping.fetch(RemoteFixture.POST, answer);
    }

    private FetchOutcome fetch(String body) {
        return mapping.fetch(RemoteFixture.POST, received(200, null, body));
    }
}
