package dev.outrigger.interop;

import static dev.outrigger.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.backend.table.Strategies;
import dev.outrigger.conflict.ConflictStrategy;
import dev.outrigger.testing.AmplifyClient;
import dev.outrigger.testing.AmplifyDevices;
import dev.outrigger.testing.AmplifyRelease;
import dev.outrigger.testing.TestBackend;
import dev.outrigger.testing.WireLog.Exchange;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

import java.util.List;
import java.util.Map;

/// An Amplify client whose offline changes meet somebody else's, under each strategy.
@ForEachRelease
class ConflictsIT {
    private static final String MERGED = "Merged";
    private static final String CHECKED = "Checked";
    private static final String SCHEMA =
            """
            type Merged @model { id: ID! title: String! rating: Int note: String tags: [String] }
            type Checked @model { id: ID! title: String! rating: Int note: String tags: [String] }
            """;

    @Parameter AmplifyRelease release;

    private AmplifyDevices devices;
    private OtherWriter other;
    private AmplifyClient keeping;
    private AmplifyClient discarding;

    @BeforeParameterizedClassInvocation
    void start() {
        TestBackend.Setup usual = TestBackend.Setup.usual();
        Strategies strategies =
                new Strategies(
                        new ConflictStrategy.Automerge(),
                        Map.of(CHECKED, new ConflictStrategy.OptimisticConcurrency()));
        devices =
                new AmplifyDevices(
                        "conflicts",
                        release,
                        SCHEMA,
                        usual.with(usual.tables().withStrategies(strategies)));
        other = new OtherWriter(devices.backend());
        keeping = devices.start(devices.setup("keeping").with("conflict", "keepLocal"));
        discarding = devices.start(devices.setup("discarding").with("conflict", "discard"));
    }

    @AfterParameterizedClassInvocation
    void stop() {
        devices.close();
    }

    @Test
    void automergeKeepsWhatWasWrittenFirstAndTakesWhatIsNew() {
        // Given
        String id = known(keeping, MERGED);

        // When
        keeping.goOffline();
        keeping.update(
                MERGED, id, Map.of("title", "mine", "rating", 5, "tags", List.of("a", "mine")));
        other.update(
                MERGED,
                Map.of("id", id, "title", "theirs", "tags", List.of("a", "b"), "_version", 1));
        keeping.goOnline();

        // Then
        eventually(() -> assertThat(keeping.version(MERGED, id)).isEqualTo(3));
        assertThat(keeping.get(MERGED, id))
                .containsEntry("title", "theirs")
                .containsEntry("rating", 5)
                .containsEntry("tags", List.of("a", "b", "a", "mine"));
        assertThat(mutations(keeping, "updateMerged", id)).hasSize(1);
    }

    @Test
    void aStaleDeleteIsRefusedAndWhenDiscardedTheItemComesBack() {
        // Given
        String id = known(discarding, MERGED);

        // When
        discarding.goOffline();
        discarding.delete(MERGED, id);
        assertThat(discarding.get(MERGED, id)).isNull();
        other.update(MERGED, Map.of("id", id, "rating", 1, "_version", 1));
        discarding.goOnline();

        // Then
        eventually(() -> assertThat(discarding.version(MERGED, id)).isEqualTo(2));
        assertThat(discarding.get(MERGED, id)).containsEntry("rating", 1);
        Exchange refused = mutations(discarding, "deleteMerged", id).getFirst();
        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.errors())
                .singleElement()
                .extracting("errorType")
                .isEqualTo("ConflictUnhandled");
    }

    @Test
    void anUpdateOfWhatSomebodyDeletedEndsWithTheItemGone() {
        // Given
        String id = known(discarding, MERGED);

        // When
        discarding.goOffline();
        discarding.update(MERGED, id, Map.of("rating", 3));
        other.delete(MERGED, id, 1);
        discarding.goOnline();

        // Then
        eventually(() -> assertThat(discarding.get(MERGED, id)).isNull());
        assertThat(conflicts(discarding, id))
                .singleElement()
                .extracting("remote")
                .extracting("_deleted", "_version")
                .containsExactly(true, 2);
    }

    @Test
    void optimisticConcurrencyIsResolvedByAHandlerThatKeepsTheLocalChange() {
        // Given
        String id = known(keeping, CHECKED);

        // When
        keeping.goOffline();
        keeping.update(CHECKED, id, Map.of("title", "mine"));
        other.update(CHECKED, Map.of("id", id, "title", "theirs", "rating", 2, "_version", 1));
        keeping.goOnline();

        // Then
        eventually(() -> assertThat(keeping.version(CHECKED, id)).isEqualTo(3));
        assertThat(keeping.get(CHECKED, id))
                .containsEntry("title", "mine")
                .containsEntry("rating", 2);
        Exchange refused = mutations(keeping, "updateChecked", id).getFirst();
        assertThat(refused.errors())
                .singleElement()
                .extracting("errorType", "message", "errorInfo")
                .containsExactly("ConflictUnhandled", "Conflict resolver rejects mutation.", null);
        assertThat(conflicts(keeping, id))
                .singleElement()
                .extracting("remote")
                .extracting("title", "rating", "_version", "_deleted")
                .containsExactly("theirs", 2, 2, null);
    }

    @Test
    void aDiscardedChangeGivesWayToTheBackendsItem() {
        // Given
        String id = known(discarding, CHECKED);

        // When
        discarding.goOffline();
        discarding.update(CHECKED, id, Map.of("title", "mine"));
        other.update(CHECKED, Map.of("id", id, "title", "theirs", "_version", 1));
        discarding.goOnline();

        // Then
        eventually(() -> assertThat(discarding.get(CHECKED, id)).containsEntry("title", "theirs"));
        assertThat(discarding.wire().exchanges("getChecked"))
                .last()
                .extracting(exchange -> exchange.result().get("_version"))
                .isEqualTo(2);
        assertThat(discarding.outboxCount()).isZero();
    }

    @Test
    void aConditionThatBecameFalseMeanwhileIsRefusedByTheBackend() {
        // Given
        String id = known(keeping, MERGED);

        // When
        keeping.goOffline();
        assertThat(
                        keeping.updateIf(
                                Map.of("title", Map.of("eq", "first")),
                                MERGED,
                                id,
                                Map.of("rating", 9)))
                .isNull();
        other.update(MERGED, Map.of("id", id, "title", "theirs", "_version", 1));
        keeping.goOnline();

        // Then
        eventually(() -> assertThat(mutations(keeping, "updateMerged", id)).hasSize(1));
        assertThat(mutations(keeping, "updateMerged", id).getFirst().errors())
                .singleElement()
                .extracting("errorType")
                .isEqualTo("ConditionalCheckFailedException");
        eventually(() -> assertThat(keeping.outboxCount()).isZero());
    }

    @Test
    void aConditionThatIsFalseOnTheDeviceIsRefusedThere() {
        // Given
        String id = known(keeping, MERGED);

        // When
        String refusal =
                keeping.updateIf(
                        Map.of("title", Map.of("eq", "another")), MERGED, id, Map.of("rating", 9));

        // Then
        assertThat(refusal).contains("Conditional update failed");
        assertThat(mutations(keeping, "updateMerged", id)).isEmpty();
    }

    /// An item of version 1 that the device knows.
    private String known(AmplifyClient knowing, String model) {
        String id = other.create(model, Map.of("title", "first", "tags", List.of("a")));
        eventually(() -> assertThat(knowing.version(model, id)).isEqualTo(1));
        return id;
    }

    private static List<Exchange> mutations(AmplifyClient sender, String mutation, String id) {
        return sender.wire().exchanges(mutation).stream()
                .filter(exchange -> id.equals(exchange.input().get("id")))
                .toList();
    }

    private static List<Map<String, @Nullable Object>> conflicts(AmplifyClient asked, String id) {
        return asked.events("conflict").stream()
                .filter(event -> id.equals(((Map<?, ?>) event.get("remote")).get("id")))
                .toList();
    }
}
