package dev.outrigger.conflict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Version;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.testing.TestBackend;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What holds of an item's life under every strategy, whatever clients and handlers send.
class ArbiterPropertyTest {
    private static final long SEED = Long.getLong("arbiter.seed", 20_261_125L);
    private static final int LIVES = 300;
    private static final int MUTATIONS = 40;
    private static final Model POST =
            TestBackend.schemaOf("type Post @model { id: ID! title: String tags: [Int] }")
                    .required("Post");
    private static final ItemKey KEY = new ItemKey("Post", List.of("p1"));
    private static final List<ConflictStrategy> STRATEGIES =
            List.of(
                    new ConflictStrategy.Automerge(),
                    new ConflictStrategy.OptimisticConcurrency(),
                    new ConflictStrategy.Lambda());

    private final Random random = new Random(SEED);

    @Test
    void everyLifeHasVersionsWithoutGapsAndEndsForGood() {
        for (int life = 0; life < LIVES; life++) {
            for (ConflictStrategy strategy : STRATEGIES) {
                live(strategy);
            }
        }
    }

    private void live(ConflictStrategy strategy) {
        var arbiter = new Arbiter(POST, strategy);
        @Nullable VersionedItem stored = null;
        for (int step = 0; step < MUTATIONS; step++) {
            Instant now = Instant.ofEpochMilli(1_000L * (step + 1));
            MutationRequest request = request(stored);
            MutationOutcome outcome = arbiter.decide(stored, request, now);
            assertThat(arbiter.decide(stored, request, now)).as("seed %d", SEED).isEqualTo(outcome);
            check(strategy, stored, request, outcome);
            if (outcome instanceof MutationOutcome.Stored(VersionedItem item)) {
                assertThat(item.lastChangedAt()).isEqualTo(now);
                stored = item;
            }
        }
    }

    private static void check(
            ConflictStrategy strategy,
            @Nullable VersionedItem stored,
            MutationRequest request,
            MutationOutcome outcome) {
        switch (outcome) {
            case MutationOutcome.Stored(var item) -> {
                assertThat(stored == null || stored.live() || madeFrom(stored, request))
                        .as("comes back")
                        .isTrue();
                assertThat(item.version().number())
                        .isEqualTo(stored == null ? 1 : stored.version().number() + 1);
                assertThat(item.key()).isEqualTo(KEY);
            }
            case MutationOutcome.Repeated(var item) -> assertThat(item).isEqualTo(stored);
            case MutationOutcome.Conflict(var current) -> {
                assertThat(current).isEqualTo(stored);
                assertThat(current.live() && madeFrom(current, request))
                        .as("a conflict without another version")
                        .isFalse();
            }
            case MutationOutcome.Unresolved(var current, var proposed) -> {
                assertThat(strategy).isEqualTo(new ConflictStrategy.Lambda());
                assertThat(current).isEqualTo(stored);
                assertThat(proposed.version()).isEqualTo(current.version());
            }
            case MutationOutcome.Refused _ ->
                    assertThat(stored == null)
                            .isNotEqualTo(request.mutation().kind() == Mutation.Kind.CREATE);
            case MutationOutcome.Denied _ -> throw new AssertionError("nothing guards it");
        }
    }

    private static boolean madeFrom(VersionedItem stored, MutationRequest request) {
        return request.ground().equals(new Ground(stored.version().number(), stored.presence()));
    }

    private MutationRequest request(@Nullable VersionedItem stored) {
        Mutation.Kind kind = kind();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (kind != Mutation.Kind.DELETE) {
            fields.put("title", random.nextInt(4) == 0 ? null : "t" + random.nextInt(3));
            fields.put("tags", random.nextBoolean() ? null : List.of(random.nextInt(3)));
        }
        long version = stored == null ? 0 : stored.version().number() - random.nextInt(-1, 3);
        Ground ground = random.nextBoolean() ? Ground.live(version) : Ground.tombstone(version);
        var request =
                new MutationRequest(new Mutation(KEY, kind, fields, new Predicate.All()), ground);
        return stored == null || random.nextBoolean() ? request : request.ruled(ruling(stored));
    }

    private Mutation.Kind kind() {
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> Mutation.Kind.CREATE;
            case 3 -> Mutation.Kind.DELETE;
            default -> Mutation.Kind.UPDATE;
        };
    }

    private Ruling ruling(VersionedItem stored) {
        long behind = random.nextInt(2);
        var seen = new Version(Math.max(1, stored.version().number() - behind));
        return new Ruling(
                seen,
                switch (random.nextInt(3)) {
                    case 0 -> new Resolution.Reject();
                    case 1 -> new Resolution.Remove();
                    default ->
                            new Resolution.Replace(
                                    Item.of(POST, Map.of("id", "p1", "title", "resolved")));
                });
    }
}
