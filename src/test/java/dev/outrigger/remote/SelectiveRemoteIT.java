package dev.outrigger.remote;

import static dev.outrigger.testing.ExpressionText.expression;
import static dev.outrigger.testing.FakeAppSync.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.outrigger.json.Json;
import dev.outrigger.remote.credentials.Access;
import dev.outrigger.remote.credentials.ApiKey;
import dev.outrigger.sync.expression.Expression;
import dev.outrigger.sync.expression.Expressions;
import dev.outrigger.sync.pull.PageRequest;
import dev.outrigger.sync.pull.PullOutcome;
import dev.outrigger.testing.FakeAppSync;
import dev.outrigger.testing.FeedRecorder;

import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// What a backend is asked for by a replica that keeps a selection.
@Timeout(60)
class SelectiveRemoteIT {
    private static final Expression HIGH = post("{\"rating\": {\"gt\": 5}}");
    private static final Map<String, Object> HIGH_FILTER =
            Map.of("and", List.of(Map.of("rating", Map.of("gt", 5))));
    private static final PageRequest FIRST_PAGE = new PageRequest("Post", null, null, 10);
    private static final String PAGE =
            "{\"data\":{\"syncPosts\":{\"items\":[],\"nextToken\":null,\"startedAt\":7}}}";
    private static final String UNKNOWN_ARGUMENT =
            "{\"data\":null,\"errors\":[{\"message\":\"Validation error of type UnknownArgument:"
                    + " Unknown field argument filter\"}]}";

    private final FeedRecorder recorder = new FeedRecorder();
    private Vertx vertx;
    private FakeAppSync fake;
    private AppSyncBackend backend;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        fake = FakeAppSync.start(vertx);
        backend =
                new AppSyncBackend(
                        vertx,
                        RemoteFixture.SCHEMA,
                        RemoteSettings.of(fake.endpoint(), Access.only(new ApiKey("da2-secret"))),
                        InstantSource.system());
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    private static Expression post(String json) {
        return expression(RemoteFixture.SCHEMA, "Post", json);
    }

    private void listen(Expression expression) {
        Expressions selected = new Expressions(Map.of("Post", expression));
        List<String> models = RemoteFixture.MODELS.stream().filter(selected::selectsFrom).toList();
        backend.listen(models, selected, recorder);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(recorder.calls()).contains("acknowledged"));
    }

    private PullOutcome pull(Expression selected) throws Exception {
        return backend.pull(FIRST_PAGE, selected).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    /// The variables of the `start` frames so far, by the field that they subscribe to; of several,
    /// those of the last one.
    private Map<String, Object> started() {
        return fake.feed().starts().stream()
                .map(start -> (String) ((Map<?, ?>) start.get("payload")).get("data"))
                .map(Json::readObject)
                .collect(
                        Collectors.toMap(
                                data -> field((String) data.get("query")),
                                data -> data.get("variables"),
                                (_, last) -> last));
    }

    private static String field(String document) {
        return document.replaceFirst("(?s).*?\\{\\s*(\\w+).*", "$1");
    }

    @Test
    void AC130_subscriptionsCarryTheFilterExceptThoseThatTellWhatLeaves() {
        // When
        listen(HIGH);

        // Then
        assertThat(started())
                .containsEntry("onCreatePost", Map.of("filter", HIGH_FILTER))
                .containsEntry("onDeletePost", Map.of("filter", HIGH_FILTER))
                .containsEntry("onUpdatePost", Map.of())
                .containsEntry("onCreateComment", Map.of());
    }

    @Test
    void AC130_nestedGroupsAreKeptAndEverythingIsNoFilter() {
        // When
        listen(
                post(
                        "{\"or\": [{\"rating\": {\"gt\": 5}}, {\"title\": {\"beginsWith\": \"A\"},"
                                + " \"rating\": {\"lt\": 2}}]}"));

        // Then
        assertThat(started())
                .containsEntry(
                        "onCreatePost",
                        Map.of(
                                "filter",
                                Map.of(
                                        "or",
                                        List.of(
                                                Map.of("rating", Map.of("gt", 5)),
                                                Map.of(
                                                        "and",
                                                        List.of(
                                                                Map.of(
                                                                        "title",
                                                                        Map.of("beginsWith", "A")),
                                                                Map.of(
                                                                        "rating",
                                                                        Map.of("lt", 2))))))));
    }

    @Test
    void nobodySubscribesToWhatNothingIsSelectedOf() {
        // When
        listen(new Expression.Nothing());

        // Then
        assertThat(started())
                .containsOnlyKeys("onCreateComment", "onUpdateComment", "onDeleteComment");
    }

    @Test
    void AC131_aSubscriptionWhoseFilterIsRefusedIsOpenedWithout() {
        // Given
        fake.feed().refuseFilters("ValidationError");

        // When
        listen(HIGH);

        // Then
        assertThat(started()).containsEntry("onCreatePost", Map.of());
        assertThat(started()).containsEntry("onDeletePost", Map.of());
        assertThat(recorder.calls())
                .containsExactly(
                        "filter refused of Post: ValidationError: as the test wished",
                        "acknowledged");

        // When
        fake.feed().publish("onCreatePost", RemoteFixture.post("p1", 1));

        // Then
        await().untilAsserted(() -> assertThat(recorder.calls()).contains("received Post/p1 v1"));
    }

    @Test
    void AC41_aPullCarriesTheFilterWithALoneTestInItsGroup() throws Exception {
        // Given
        fake.reply(json(PAGE));

        // When
        PullOutcome outcome = pull(HIGH);

        // Then
        assertThat(outcome).isInstanceOf(PullOutcome.Page.class);
        assertThat(fake.requests().getFirst().variables()).isEqualTo(variables(HIGH_FILTER));
        assertThat(fake.requests().getFirst().document())
                .contains("$filter: ModelPostFilterInput")
                .contains("filter: $filter");
    }

    private static Map<String, Object> variables(Map<String, Object> filter) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("limit", 10);
        variables.put("nextToken", null);
        variables.put("lastSync", 0);
        variables.put("filter", filter);
        return variables;
    }

    @Test
    void AC131_aPullWhoseFilterIsRefusedIsAskedAgainWithoutAndNeverAgainWith() throws Exception {
        // Given
        listen(HIGH);
        fake.reply(json(UNKNOWN_ARGUMENT), json(PAGE), json(PAGE));

        // When
        PullOutcome first = pull(HIGH);
        PullOutcome second = pull(HIGH);

        // Then
        assertThat(first).isInstanceOf(PullOutcome.Page.class);
        assertThat(second).isInstanceOf(PullOutcome.Page.class);
        assertThat(fake.requests())
                .extracting(request -> request.variables().containsKey("filter"))
                .containsExactly(true, false, false);
        assertThat(recorder.calls())
                .containsExactly(
                        "acknowledged",
                        "filter refused of Post: Validation error of type UnknownArgument:"
                                + " Unknown field argument filter");
    }

    @Test
    void aPullThatFailsForAnotherReasonIsNotAskedAgain() throws Exception {
        // Given
        fake.reply(
                json(
                        "{\"data\":null,\"errors\":[{\"errorType\":\"Unauthorized\","
                                + "\"message\":\"no\"}]}"));

        // When
        PullOutcome outcome = pull(HIGH);

        // Then
        assertThat(outcome).isNotInstanceOf(PullOutcome.Page.class);
        assertThat(fake.requests()).hasSize(1);
    }

    @Test
    void aFilterIsNotToBlameWhenTheQuestionWithoutItFailsToo() throws Exception {
        // Given
        listen(HIGH);
        fake.reply(json(UNKNOWN_ARGUMENT), json(UNKNOWN_ARGUMENT), json(PAGE));

        // When
        PullOutcome failed = pull(HIGH);
        pull(HIGH);

        // Then
        assertThat(failed).isInstanceOf(PullOutcome.Failed.class);
        assertThat(fake.requests().getLast().variables().containsKey("filter")).isTrue();
        assertThat(recorder.calls()).containsExactly("acknowledged");
    }
}
