package dev.outrigger.conflict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.Field;
import dev.outrigger.model.FieldType;
import dev.outrigger.model.Index;
import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.PrimaryKey;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.Shape;
import dev.outrigger.model.Timestamps;
import dev.outrigger.model.Version;
import dev.outrigger.predicate.Operator;
import dev.outrigger.predicate.Predicate;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The mutation matrix of the AppSync contract, under Automerge.
class ArbiterTest {
    private static final Field TITLE = field("title", Scalar.STRING, Field.Origin.DECLARED);
    private static final Model POST =
            new Model(
                    "Post",
                    "Posts",
                    List.of(
                            field("id", Scalar.ID, Field.Origin.DECLARED),
                            TITLE,
                            field("rating", Scalar.INT, Field.Origin.DECLARED),
                            field("createdAt", Scalar.AWS_DATE_TIME, Field.Origin.TIMESTAMP),
                            field("updatedAt", Scalar.AWS_DATE_TIME, Field.Origin.TIMESTAMP)),
                    new PrimaryKey(List.of("id"), PrimaryKey.Kind.MANAGED_ID),
                    List.<Index>of(),
                    List.<Relation>of(),
                    new Timestamps("createdAt", "updatedAt"),
                    List.of());
    private static final ItemKey KEY = new ItemKey("Post", List.of("p1"));
    private static final Instant FIRST = Instant.parse("2026-03-02T09:00:00.000Z");
    private static final Instant NOW = Instant.parse("2026-03-02T09:30:00.123Z");
    private static final Arbiter ARBITER = new Arbiter(POST, new ConflictStrategy.Automerge());

    @Test
    void createOfAnUnknownKeyIsVersionOneWithTheTimestampsFilledIn() {
        // When
        var outcome = decide(null, create("title", "A"));

        // Then
        VersionedItem item = stored(outcome);
        assertThat(item.version()).isEqualTo(new Version(1));
        assertThat(item.live()).isTrue();
        assertThat(item.lastChangedAt()).isEqualTo(NOW);
        assertThat(item.item().fields())
                .containsExactly(
                        Map.entry("id", "p1"),
                        Map.entry("title", "A"),
                        new java.util.AbstractMap.SimpleEntry<>("rating", null),
                        Map.entry("createdAt", "2026-03-02T09:30:00.123Z"),
                        Map.entry("updatedAt", "2026-03-02T09:30:00.123Z"));
    }

    @Test
    void createOfAKeyThatExistsIsRefused() {
        var outcome = decide(live(3, "title", "A"), create("title", "B"));
        assertThat(outcome).isEqualTo(refused(MutationOutcome.Reason.KEY_TAKEN));
    }

    @Test
    void createOfADeletedKeyIsRefusedEvenWithTheSameValues() {
        var outcome = decide(tombstone(3, "title", "A"), create("title", "A"));
        assertThat(outcome).isEqualTo(refused(MutationOutcome.Reason.KEY_TAKEN));
    }

    @Test
    void exactRetryOfACreateSucceedsAndChangesNothing() {
        // Given
        VersionedItem stored = live(1, "title", "A");

        // When
        var outcome = decide(stored, create("title", "A"));

        // Then
        assertThat(outcome).isEqualTo(new MutationOutcome.Repeated(stored));
    }

    @Test
    void retryOfACreateIsNotExactWhenItLeavesOutAStoredValue() {
        var outcome = decide(live(1, "title", "A", "rating", 5), create("title", "A"));
        assertThat(outcome).isEqualTo(refused(MutationOutcome.Reason.KEY_TAKEN));
    }

    @Test
    void createWithAConditionIsTestedAgainstAnItemWithoutValues() {
        Mutation create = create("title", "A").mutation();
        Predicate present = test(Operator.EQ, "A");
        var outcome =
                decide(
                        null,
                        new MutationRequest(
                                new Mutation(KEY, create.kind(), create.fields(), present), 0));
        assertThat(outcome).isEqualTo(refused(MutationOutcome.Reason.CONDITION_FALSE));
    }

    @Test
    void updateWithTheStoredVersionPatchesAndRemovesByNull() {
        // When
        var outcome =
                decide(live(4, "title", "A", "rating", 5), update(4, "title", "B", "rating", null));

        // Then
        VersionedItem item = stored(outcome);
        assertThat(item.version()).isEqualTo(new Version(5));
        assertThat(item.item().value("title")).isEqualTo("B");
        assertThat(item.item().value("rating")).isNull();
        assertThat(item.item().value("createdAt")).isEqualTo("2026-03-02T09:00:00.000Z");
        assertThat(item.item().value("updatedAt")).isEqualTo("2026-03-02T09:30:00.123Z");
    }

    @Test
    void updateLeavesFieldsAloneThatItDoesNotMention() {
        var outcome = decide(live(4, "title", "A", "rating", 5), update(4, "rating", 6));
        assertThat(stored(outcome).item().value("title")).isEqualTo("A");
    }

    @Test
    void nullForATimestampCountsAsLeftOut() {
        var outcome =
                decide(live(4, "title", "A"), update(4, "createdAt", null, "updatedAt", null));
        assertThat(stored(outcome).item().value("createdAt")).isEqualTo("2026-03-02T09:00:00.000Z");
        assertThat(stored(outcome).item().value("updatedAt")).isEqualTo("2026-03-02T09:30:00.123Z");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3, 5, -1, Long.MAX_VALUE})
    void updateWithAnotherVersionIsMergedAndTheVersionGrowsByOne(long version) {
        // When
        var outcome = decide(live(4, "title", "A"), update(version, "title", "B", "rating", 5));

        // Then
        VersionedItem item = stored(outcome);
        assertThat(item.version()).isEqualTo(new Version(5));
        assertThat(item.item().value("title")).isEqualTo("A");
        assertThat(item.item().value("rating")).isEqualTo(5);
        assertThat(item.item().value("updatedAt")).isEqualTo("2026-03-02T09:00:00.000Z");
        assertThat(item.lastChangedAt()).isEqualTo(NOW);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3, 4, 5})
    void updateOfATombstoneIsAConflictWhateverTheVersion(long version) {
        VersionedItem tombstone = tombstone(4, "title", "A");
        var outcome = decide(tombstone, update(version, "title", "B"));
        assertThat(outcome).isEqualTo(new MutationOutcome.Conflict(tombstone));
    }

    @Test
    void anUndeleteBringsTheTombstonesFieldsBackWithItsOwnOnTop() {
        // When
        var outcome = decide(tombstone(4, "title", "A", "rating", 5), undelete(4, "title", "B"));

        // Then
        VersionedItem item = stored(outcome);
        assertThat(item.live()).isTrue();
        assertThat(item.version()).isEqualTo(new Version(5));
        assertThat(item.item().fields()).containsEntry("title", "B").containsEntry("rating", 5);
        assertThat(item.item().value("updatedAt")).isEqualTo("2026-03-02T09:30:00.123Z");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3, 5})
    void anUndeleteOfAnotherDeletionIsAConflict(long version) {
        VersionedItem tombstone = tombstone(4, "title", "A");
        assertThat(decide(tombstone, undelete(version)))
                .isEqualTo(new MutationOutcome.Conflict(tombstone));
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4, 5})
    void anUndeleteOfAnItemThatIsThereIsNeverMerged(long version) {
        VersionedItem live = live(4, "title", "A");
        assertThat(decide(live, undelete(version, "title", "B")))
                .isEqualTo(new MutationOutcome.Conflict(live));
    }

    @Test
    void aDeleteIsNoUndeleteWhateverItWasMadeFrom() {
        VersionedItem tombstone = tombstone(4, "title", "A");
        var delete = new Mutation(KEY, Mutation.Kind.DELETE, Map.of(), new Predicate.All());
        assertThat(decide(tombstone, new MutationRequest(delete, Ground.tombstone(4))))
                .isEqualTo(new MutationOutcome.Conflict(tombstone));
    }

    @Test
    void updateOfAnUnknownKeyIsRefused() {
        assertThat(decide(null, update(1, "title", "B")))
                .isEqualTo(refused(MutationOutcome.Reason.ITEM_UNKNOWN));
    }

    @Test
    void falseConditionWinsOverAConflict() {
        var outcome = decide(live(4, "title", "A"), delete(1, test(Operator.EQ, "Z")));
        assertThat(outcome).isEqualTo(refused(MutationOutcome.Reason.CONDITION_FALSE));
    }

    @Test
    void trueConditionLetsTheMutationThrough() {
        var outcome = decide(live(4, "title", "A"), delete(4, test(Operator.EQ, "A")));
        assertThat(stored(outcome).live()).isFalse();
    }

    @Test
    void deleteWithTheStoredVersionLeavesAWholeTombstone() {
        // When
        var outcome = decide(live(4, "title", "A"), delete(4, new Predicate.All()));

        // Then
        VersionedItem item = stored(outcome);
        assertThat(item.live()).isFalse();
        assertThat(item.version()).isEqualTo(new Version(5));
        assertThat(item.item().value("title")).isEqualTo("A");
        assertThat(item.lastChangedAt()).isEqualTo(NOW);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3, 5})
    void deleteWithAnotherVersionIsNeverMerged(long version) {
        VersionedItem stored = live(4, "title", "A");
        var outcome = decide(stored, delete(version, new Predicate.All()));
        assertThat(outcome).isEqualTo(new MutationOutcome.Conflict(stored));
    }

    @Test
    void deleteOfAnUnknownKeyIsRefused() {
        assertThat(decide(null, delete(1, new Predicate.All())))
                .isEqualTo(refused(MutationOutcome.Reason.ITEM_UNKNOWN));
    }

    @Test
    void deleteOfATombstoneIsAConflict() {
        VersionedItem tombstone = tombstone(4, "title", "A");
        assertThat(decide(tombstone, delete(4, new Predicate.All())))
                .isEqualTo(new MutationOutcome.Conflict(tombstone));
    }

    @Test
    void metadataOfALiveItemHasNoDeletedFlag() {
        assertThat(live(4, "title", "A").withMetadata().fields())
                .containsEntry("_version", 4)
                .containsEntry("_deleted", null)
                .containsEntry("_lastChangedAt", FIRST.toEpochMilli());
    }

    private static MutationOutcome decide(@Nullable VersionedItem stored, MutationRequest request) {
        return ARBITER.decide(stored, request, NOW);
    }

    private static MutationRequest create(@Nullable Object... fields) {
        return request(Mutation.Kind.CREATE, 0, fields);
    }

    private static MutationRequest update(long version, @Nullable Object... fields) {
        return request(Mutation.Kind.UPDATE, version, fields);
    }

    private static MutationRequest undelete(long version, @Nullable Object... fields) {
        return new MutationRequest(
                new Mutation(KEY, Mutation.Kind.UPDATE, pairs(fields), new Predicate.All()),
                Ground.tombstone(version));
    }

    private static MutationRequest delete(long version, Predicate condition) {
        return new MutationRequest(
                new Mutation(KEY, Mutation.Kind.DELETE, Map.of(), condition), version);
    }

    private static MutationRequest request(
            Mutation.Kind kind, long version, @Nullable Object... fields) {
        return new MutationRequest(
                new Mutation(KEY, kind, pairs(fields), new Predicate.All()), version);
    }

    private static VersionedItem live(long version, @Nullable Object... fields) {
        return item(version, VersionedItem.Presence.LIVE, fields);
    }

    private static VersionedItem tombstone(long version, @Nullable Object... fields) {
        return item(version, VersionedItem.Presence.TOMBSTONE, fields);
    }

    private static VersionedItem item(
            long version, VersionedItem.Presence presence, @Nullable Object... fields) {
        Map<String, @Nullable Object> values = pairs(fields);
        values.put("id", "p1");
        values.put("createdAt", "2026-03-02T09:00:00.000Z");
        values.put("updatedAt", "2026-03-02T09:00:00.000Z");
        return new VersionedItem(Item.of(POST, values), new Version(version), FIRST, presence);
    }

    private static Map<String, @Nullable Object> pairs(@Nullable Object... fields) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int place = 0; place < fields.length; place += 2) {
            values.put(String.valueOf(fields[place]), fields[place + 1]);
        }
        return values;
    }

    private static Predicate test(Operator operator, Object... operands) {
        return new Predicate.Test(TITLE, operator, Arrays.asList(operands));
    }

    private static MutationOutcome refused(MutationOutcome.Reason reason) {
        return new MutationOutcome.Refused(reason);
    }

    private static VersionedItem stored(MutationOutcome outcome) {
        assertThat(outcome).isInstanceOf(MutationOutcome.Stored.class);
        return ((MutationOutcome.Stored) outcome).item();
    }

    private static Field field(String name, FieldType type, Field.Origin origin) {
        return new Field(name, type, new Shape.Single(false), origin, null, List.of());
    }
}
