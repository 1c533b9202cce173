package dev.outrigger.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Version;
import dev.outrigger.predicate.Operator;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.remote.credentials.Access;
import dev.outrigger.remote.credentials.ApiKey;
import dev.outrigger.runtime.Backend;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.expression.Expression;
import dev.outrigger.sync.expression.Expressions;
import dev.outrigger.sync.pull.PageRequest;
import dev.outrigger.sync.pull.PullOutcome;
import dev.outrigger.sync.push.FetchOutcome;
import dev.outrigger.sync.push.PushOutcome;
import dev.outrigger.testing.FeedRecorder;
import dev.outrigger.testing.TestBackend;

import io.vertx.core.Vertx;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// The adapter and our backend were written against the same contract, apart from each other.
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnBackendIT {
    private static final Predicate ALWAYS = new Predicate.All();

    private final AtomicInteger lastKey = new AtomicInteger();
    private Vertx vertx;
    private TestBackend running;
    private AppSyncBackend backend;

    @BeforeAll
    void start() {
        vertx = Vertx.vertx();
        running = TestBackend.start(RemoteFixture.DOCUMENT);
        backend = adapter(TestBackend.API_KEY);
    }

    @AfterAll
    void stop() {
        running.close();
        vertx.close().await();
    }

    @Test
    void createsUpdatesAndDeletes() {
        // Given
        ItemKey key = nextKey();

        // When
        RemoteItem created = accepted(create(key, "A"));
        RemoteItem updated = accepted(update(key, Map.of("rating", 5), created.version()));
        RemoteItem deleted = accepted(delete(key, updated.version()));

        // Then
        assertThat(created.version()).isEqualTo(new Version(1));
        assertThat(created.item().value("createdAt")).isNotNull();
        assertThat(updated.version()).isEqualTo(new Version(2));
        assertThat(updated.item().value("rating")).isEqualTo(5);
        assertThat(deleted.version()).isEqualTo(new Version(3));
        assertThat(deleted.live()).isFalse();
    }

    @Test
    void oneDocumentCarriesOutEachOfItsMutationsWhateverBecomesOfTheOthers() {
        // Given
        List<ItemKey> keys = Stream.generate(this::nextKey).limit(25).toList();
        RemoteItem taken = accepted(create(keys.getFirst(), "taken"));
        List<Backend.Outgoing> document =
                keys.stream().map(key -> new Backend.Outgoing(creation(key, "A"), null)).toList();

        // When
        List<PushOutcome> outcomes = end(backend.push(document));
        List<FetchOutcome> found = end(backend.fetch(keys));

        // Then
        assertThat(outcomes.getFirst()).isInstanceOf(PushOutcome.ConditionFailed.class);
        assertThat(found.getFirst()).isEqualTo(new FetchOutcome.Found(taken));
        assertThat(found.subList(1, 25))
                .isEqualTo(
                        outcomes.stream()
                                .skip(1)
                                .map(outcome -> new FetchOutcome.Found(accepted(outcome)))
                                .toList());
    }

    @Test
    void carriesValuesOfEveryTypeThereAndBack() {
        // Given
        ItemKey key = nextKey();
        Map<String, @Nullable Object> corner = new HashMap<>();
        corner.put("name", null);
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("title", "Grüße, 世界");
        values.put("status", "INACTIVE");
        values.put("rating", -3);
        values.put("score", 2.5);
        values.put("published", true);
        values.put("seenAt", 1772443800L);
        values.put("day", "2026-03-02");
        values.put("tags", List.of("a", "a"));
        values.put("extra", Map.of("deep", List.of(1, Map.of("x", true))));
        values.put("extras", List.of("text", List.of(2)));
        values.put("origin", Map.of("city", "Oslo", "notes", List.of(1), "inner", corner));

        // When
        RemoteItem created =
                accepted(pushed(new Mutation(key, Mutation.Kind.CREATE, values, ALWAYS), null));

        // Then
        assertThat(created.item().fields()).containsAllEntriesOf(values);
        assertThat(end(RemoteFixture.fetch(backend, key)))
                .isEqualTo(new FetchOutcome.Found(created));
    }

    @Test
    void AC59_keepsBothWritesOfAMergedUpdate() {
        // Given
        ItemKey key = nextKey();
        Version base = accepted(create(key, "A")).version();
        accepted(update(key, Map.of("title", "B"), base));

        // When
        RemoteItem merged = accepted(update(key, Map.of("rating", 5), base));

        // Then
        assertThat(merged.item().value("title")).isEqualTo("B");
        assertThat(merged.item().value("rating")).isEqualTo(5);
        assertThat(merged.version()).isEqualTo(new Version(3));
    }

    @Test
    void reportsTheBackendsItemWhenADeleteIsStale() {
        // Given
        ItemKey key = nextKey();
        Version base = accepted(create(key, "A")).version();
        RemoteItem newer = accepted(update(key, Map.of("title", "B"), base));

        // Then
        assertThat(delete(key, base)).isEqualTo(new PushOutcome.Conflict(newer));
    }

    @Test
    void reportsTheTombstoneWhenAnUpdateComesTooLate() {
        // Given
        ItemKey key = nextKey();
        Version base = accepted(create(key, "A")).version();
        RemoteItem tombstone = accepted(delete(key, base));

        // Then
        assertThat(update(key, Map.of("title", "B"), base))
                .isEqualTo(new PushOutcome.Conflict(tombstone));
    }

    @Test
    void tellsThatAKeyIsTakenOrAConditionFalse() {
        // Given
        ItemKey key = nextKey();
        Version base = accepted(create(key, "A")).version();
        Predicate never =
                new Predicate.Test(
                        RemoteFixture.POST.model().field("title").orElseThrow(),
                        Operator.EQ,
                        List.of("nobody's"));

        // Then
        assertThat(create(key, "B")).isInstanceOf(PushOutcome.ConditionFailed.class);
        assertThat(
                        pushed(
                                new Mutation(
                                        key, Mutation.Kind.UPDATE, Map.of("title", "C"), never),
                                base))
                .isInstanceOf(PushOutcome.ConditionFailed.class);
    }

    @Test
    void AC93_isNotKnownWithAWrongKey() {
        // Given
        AppSyncBackend stranger = adapter("da2-wrong");
        FeedRecorder recorder = new FeedRecorder();

        // When
        stranger.listen(RemoteFixture.MODELS, Expressions.none(), recorder);

        // Then
        assertThat(end(RemoteFixture.fetch(stranger, nextKey())))
                .isInstanceOf(FetchOutcome.NotSignedIn.class);
        assertThat(
                        end(
                                RemoteFixture.push(
                                        stranger,
                                        new Mutation(
                                                nextKey(),
                                                Mutation.Kind.CREATE,
                                                Map.of("title", "A", "status", "ACTIVE"),
                                                ALWAYS),
                                        null)))
                .isInstanceOf(PushOutcome.NotSignedIn.class);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () ->
                                assertThat(recorder.calls())
                                        .singleElement()
                                        .asString()
                                        .contains("UnauthorizedException"));
    }

    @Test
    void findsNothingWhereNothingIs() {
        assertThat(end(RemoteFixture.fetch(backend, nextKey())))
                .isEqualTo(new FetchOutcome.Absent());
    }

    @Test
    void pullsEveryItemInPagesAndThenOnlyWhatChanged() {
        // Given
        List<ItemKey> keys = new ArrayList<>();
        for (int made = 0; made < 5; made++) {
            ItemKey key = new ItemKey("Comment", List.of("c" + lastKey.incrementAndGet()));
            accepted(
                    pushed(
                            new Mutation(key, Mutation.Kind.CREATE, Map.of("content", "x"), ALWAYS),
                            null));
            keys.add(key);
        }

        // When
        List<PullOutcome.Page> base = pulled(null);
        RemoteItem deleted = accepted(delete(keys.getFirst(), new Version(1)));
        List<PullOutcome.Page> delta = pulled(base.getFirst().startedAt());

        // Then
        assertThat(base).hasSizeGreaterThan(2);
        assertThat(base)
                .extracting(PullOutcome.Page::startedAt)
                .containsOnly(base.getFirst().startedAt());
        assertThat(base.stream().flatMap(page -> page.items().stream()).map(RemoteItem::key))
                .containsExactlyInAnyOrderElementsOf(keys);
        assertThat(delta.stream().flatMap(page -> page.items().stream())).contains(deleted);
    }

    @Test
    void hearsOfWhatOthersWriteAndOfItsOwn() {
        // Given
        FeedRecorder recorder = new FeedRecorder();
        Backend.Link link =
                adapter(TestBackend.API_KEY)
                        .listen(RemoteFixture.MODELS, Expressions.none(), recorder);
        await().atMost(Duration.ofSeconds(20)).until(() -> !recorder.calls().isEmpty());
        ItemKey key = nextKey();

        // When
        accepted(create(key, "A"));
        RemoteItem updated = accepted(update(key, Map.of("extra", Map.of("a", 1)), new Version(1)));
        RemoteItem deleted = accepted(delete(key, new Version(2)));

        // Then
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () ->
                                assertThat(recorder.items())
                                        .filteredOn(item -> item.key().equals(key))
                                        .hasSize(3)
                                        .endsWith(updated, deleted));
        assertThat(recorder.calls().getFirst()).isEqualTo("acknowledged");
        link.close();
    }

    private AppSyncBackend adapter(String apiKey) {
        return new AppSyncBackend(
                vertx,
                RemoteFixture.SCHEMA,
                RemoteSettings.of(running.endpoint(), Access.only(new ApiKey(apiKey))),
                InstantSource.system());
    }

    private ItemKey nextKey() {
        return new ItemKey("Post", List.of("p" + lastKey.incrementAndGet()));
    }

    private PushOutcome create(ItemKey key, String title) {
        return pushed(creation(key, title), null);
    }

    private static Mutation creation(ItemKey key, String title) {
        return new Mutation(
                key, Mutation.Kind.CREATE, Map.of("title", title, "status", "ACTIVE"), ALWAYS);
    }

    private PushOutcome update(ItemKey key, Map<String, Object> fields, Version base) {
        return pushed(new Mutation(key, Mutation.Kind.UPDATE, fields, ALWAYS), base);
    }

    private PushOutcome delete(ItemKey key, Version base) {
        return pushed(new Mutation(key, Mutation.Kind.DELETE, Map.of(), ALWAYS), base);
    }

    private PushOutcome pushed(Mutation mutation, @Nullable Version base) {
        return end(RemoteFixture.push(backend, mutation, base));
    }

    private static RemoteItem accepted(PushOutcome outcome) {
        assertThat(outcome).isInstanceOf(PushOutcome.Accepted.class);
        return ((PushOutcome.Accepted) outcome).answer();
    }

    /// Every page of comments, two items a page.
    private List<PullOutcome.Page> pulled(@Nullable Instant lastSync) {
        List<PullOutcome.Page> pages = new ArrayList<>();
        String token = null;
        do {
            PullOutcome outcome =
                    end(
                            backend.pull(
                                    new PageRequest("Comment", lastSync, token, 2),
                                    new Expression.Everything()));
            assertThat(outcome).isInstanceOf(PullOutcome.Page.class);
            PullOutcome.Page page = (PullOutcome.Page) outcome;
            assertThat(page.rejected()).isEmpty();
            pages.add(page);
            token = page.nextToken();
        } while (token != null && pages.size() < 20);
        return pages;
    }

    private static <T> T end(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
