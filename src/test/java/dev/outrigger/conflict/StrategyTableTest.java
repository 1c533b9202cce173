package dev.outrigger.conflict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.Field;
import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Version;
import dev.outrigger.predicate.Operator;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.testing.TestBackend;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What each strategy makes of each mutation in each situation. The stored item is version 4 with
/// the title `theirs`; mutations bring the title `mine`.
class StrategyTableTest {
    private static final Model POST =
            TestBackend.schemaOf("type Post @model { id: ID! title: String note: String }")
                    .required("Post");
    private static final Field TITLE = POST.field("title").orElseThrow();
    private static final ItemKey KEY = new ItemKey("Post", List.of("p1"));
    private static final Instant BEFORE = Instant.parse("2026-03-02T09:00:00.000Z");
    private static final Instant NOW = Instant.parse("2026-03-02T09:30:00.123Z");
    private static final String CREATED_AT = "2026-03-02T09:00:00.000Z";
    private static final Version STORED = new Version(4);
    private static final Ruling RESOLVED =
            new Ruling(STORED, new Resolution.Replace(item("resolved")));
    private static final Ruling REMOVED = new Ruling(STORED, new Resolution.Remove());
    private static final Ruling REJECTED = new Ruling(STORED, new Resolution.Reject());
    private static final Ruling OUTDATED =
            new Ruling(new Version(3), new Resolution.Replace(item("resolved")));

    @ParameterizedTest(name = "{1} when {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    unknown   | create | v1 mine   | v1 mine   | v1 mine
                    current   | create | taken     | taken     | taken
                    stale     | create | taken     | taken     | taken
                    newer     | create | taken     | taken     | taken
                    tombstone | create | taken     | taken     | taken
                    condition | create | taken     | taken     | taken
                    unknown   | update | absent    | absent    | absent
                    current   | update | v5 mine   | v5 mine   | v5 mine
                    stale     | update | v5 theirs | conflict  | ask mine
                    newer     | update | v5 theirs | conflict  | ask mine
                    tombstone | update | conflict  | conflict  | conflict
                    condition | update | false     | false     | false
                    unknown   | undelete | absent  | absent    | absent
                    current   | undelete | conflict | conflict | conflict
                    stale     | undelete | conflict | conflict | conflict
                    newer     | undelete | conflict | conflict | conflict
                    tombstone | undelete | v5 mine | v5 mine   | v5 mine
                    condition | undelete | false   | false     | false
                    unknown   | delete | absent    | absent    | absent
                    current   | delete | v5 gone   | v5 gone   | v5 gone
                    stale     | delete | conflict  | conflict  | ask gone
                    newer     | delete | conflict  | conflict  | ask gone
                    tombstone | delete | conflict  | conflict  | conflict
                    condition | delete | false     | false     | false
                    """)
    void eachStrategyInEachSituation(
            String situation, String kind, String automerge, String optimistic, String lambda) {
        MutationRequest request = request(situation, kind);

        assertThat(told(new ConflictStrategy.Automerge(), situation, request)).isEqualTo(automerge);
        assertThat(told(new ConflictStrategy.OptimisticConcurrency(), situation, request))
                .isEqualTo(optimistic);
        assertThat(told(new ConflictStrategy.Lambda(), situation, request)).isEqualTo(lambda);
    }

    @ParameterizedTest(name = "ruled {1} when {0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    current   | update | v5 mine     | v5 mine  | v5 mine
                    stale     | update | v5 resolved | conflict | ask mine
                    newer     | update | v5 resolved | conflict | ask mine
                    tombstone | update | conflict    | conflict | conflict
                    condition | update | false       | false    | false
                    unknown   | update | absent      | absent   | absent
                    current   | delete | v5 gone     | v5 gone  | v5 gone
                    stale     | delete | v5 gone     | conflict | ask gone
                    newer     | delete | v5 gone     | conflict | ask gone
                    tombstone | delete | conflict    | conflict | conflict
                    condition | delete | false       | false    | false
                    unknown   | delete | absent      | absent   | absent
                    """)
    void aRulingHoldsForTheVersionThatItSawAndChangesNothingElse(
            String situation, String kind, String decided, String rejected, String outdated) {
        MutationRequest request = request(situation, kind);
        var strategy = new ConflictStrategy.Lambda();

        assertThat(
                        told(
                                strategy,
                                situation,
                                request.ruled(kind.equals("delete") ? REMOVED : RESOLVED)))
                .isEqualTo(decided);
        assertThat(told(strategy, situation, request.ruled(REJECTED))).isEqualTo(rejected);
        assertThat(told(strategy, situation, request.ruled(OUTDATED))).isEqualTo(outdated);
    }

    @Test
    void aResolvedItemTakesThePlaceOfTheStoredOneButForWhenItWasCreated() {
        // When
        var outcome =
                decide(
                        new ConflictStrategy.Lambda(),
                        "stale",
                        request("stale", "update").ruled(RESOLVED));

        // Then
        assertThat(((MutationOutcome.Stored) outcome).item().item().fields())
                .containsEntry("note", null)
                .containsEntry("createdAt", CREATED_AT)
                .containsEntry("updatedAt", "2026-03-02T09:30:00.123Z");
    }

    @Test
    void whatIsProposedStandsUnderTheStoredVersionAndTime() {
        // When
        var outcome = decide(new ConflictStrategy.Lambda(), "stale", request("stale", "update"));

        // Then
        var unresolved = (MutationOutcome.Unresolved) outcome;
        assertThat(unresolved.proposed().version()).isEqualTo(STORED);
        assertThat(unresolved.proposed().lastChangedAt()).isEqualTo(BEFORE);
        assertThat(unresolved.proposed().item().value("note")).isEqualTo("stored");
        assertThat(unresolved.current()).isEqualTo(stored("stale"));
    }

    private static String told(
            ConflictStrategy strategy, String situation, MutationRequest request) {
        return switch (decide(strategy, situation, request)) {
            case MutationOutcome.Stored(var item) ->
                    "v" + item.version().number() + " " + content(item);
            case MutationOutcome.Repeated _ -> "repeated";
            case MutationOutcome.Conflict(var current) -> {
                assertThat(current).isEqualTo(stored(situation));
                yield "conflict";
            }
            case MutationOutcome.Denied _ -> "denied";
            case MutationOutcome.Refused(var reason) ->
                    switch (reason) {
                        case KEY_TAKEN -> "taken";
                        case ITEM_UNKNOWN -> "absent";
                        case CONDITION_FALSE -> "false";
                    };
            case MutationOutcome.Unresolved(var _, var proposed) -> "ask " + content(proposed);
        };
    }

    private static String content(VersionedItem item) {
        return item.live() ? String.valueOf(item.item().value("title")) : "gone";
    }

    private static MutationOutcome decide(
            ConflictStrategy strategy, String situation, MutationRequest request) {
        return new Arbiter(POST, strategy).decide(stored(situation), request, NOW);
    }

    private static @Nullable VersionedItem stored(String situation) {
        return switch (situation) {
            case "unknown" -> null;
            case "tombstone" ->
                    new VersionedItem(
                            item("theirs"), STORED, BEFORE, VersionedItem.Presence.TOMBSTONE);
            default ->
                    new VersionedItem(
                            item("theirs").with(Map.of("note", "stored", "createdAt", CREATED_AT)),
                            STORED,
                            BEFORE,
                            VersionedItem.Presence.LIVE);
        };
    }

    private static Item item(String title) {
        return Item.of(POST, Map.of("id", "p1", "title", title));
    }

    private static MutationRequest request(String situation, String kind) {
        long version =
                switch (situation) {
                    case "stale" -> 3;
                    case "newer" -> 5;
                    default -> 4;
                };
        Map<String, Object> fields = kind.equals("delete") ? Map.of() : Map.of("title", "mine");
        Predicate condition =
                situation.equals("condition")
                        ? new Predicate.Test(TITLE, Operator.EQ, List.of("nothing like it"))
                        : new Predicate.All();
        boolean undelete = kind.equals("undelete");
        return new MutationRequest(
                new Mutation(
                        KEY,
                        undelete
                                ? Mutation.Kind.UPDATE
                                : Mutation.Kind.valueOf(kind.toUpperCase(Locale.ROOT)),
                        Map.copyOf(fields),
                        condition),
                undelete ? Ground.tombstone(version) : Ground.live(version));
    }
}
