package dev.outrigger.sync.resolution;

import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.Version;
import dev.outrigger.sync.BaseSnapshot;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.testing.ItemBuilder;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What has to be sent again after Automerge has merged an update that was made from version 1.
class BackendMergeTest {
    private static PendingMutation update(String field, @Nullable Object base, Object ours) {
        return anItem("Post")
                .updating(1, field, ours)
                .madeFrom(new BaseSnapshot(new Version(1), Collections.singletonMap(field, base)));
    }

    private static Map<String, @Nullable Object> mended(
            Strategy strategy, PendingMutation sent, ItemBuilder answer) {
        Optional<Mutation> again =
                BackendMerge.mended(strategy, sent, new Version(1), answer.remote());
        return again.map(Mutation::fields).orElse(Map.of());
    }

    @Test
    void AC59_aScalarThatNobodyElseChangedIsSentAgain() {
        assertThat(
                        mended(
                                Strategy.usual(),
                                update("title", "base", "ours"),
                                anItem("Post").with("title", "base").withVersion(3)))
                .isEqualTo(Map.of("title", "ours"));
    }

    @Test
    void AC58_aScalarThatSomebodyElseChangedTooStaysAsTheBackendHasIt() {
        assertThat(
                        mended(
                                Strategy.usual(),
                                update("title", "base", "ours"),
                                anItem("Post").with("title", "theirs").withVersion(3)))
                .isEmpty();
    }

    @Test
    void R11_aSetThatWasAppendedIsSentAgainWithoutDoubledElements() {
        assertThat(
                        mended(
                                merging(FieldRule.SET),
                                update("tags", List.of("a"), List.of("a", "b")),
                                anItem("Post")
                                        .with("tags", List.of("a", "c", "a", "b"))
                                        .withVersion(3)))
                .isEqualTo(Map.of("tags", List.of("a", "c", "b")));
    }

    @Test
    void R11_aListThatWasAppendedToItsOwnBaseIsSentAgainAsItWasMeant() {
        assertThat(
                        mended(
                                merging(FieldRule.LIST),
                                update("tags", List.of("a"), List.of("a", "b")),
                                anItem("Post").with("tags", List.of("a", "a", "b")).withVersion(3)))
                .isEqualTo(Map.of("tags", List.of("a", "b")));
    }

    @Test
    void aListWithoutARuleStaysAsTheBackendAppendedIt() {
        assertThat(
                        mended(
                                Strategy.usual(),
                                update("tags", List.of("a"), List.of("a", "b")),
                                anItem("Post")
                                        .with("tags", List.of("a", "c", "a", "b"))
                                        .withVersion(3)))
                .isEmpty();
    }

    private static Strategy merging(FieldRule rule) {
        return new Strategy.Merge(Map.of("tags", rule), RemoteDeletion.ACCEPT);
    }

    @Test
    void whatTheBackendMadeOfAnUpdateOnItsOwnVersionIsItsLastWord() {
        assertThat(
                        mended(
                                Strategy.usual(),
                                update("title", "base", "ours"),
                                anItem("Post").with("title", "base").withVersion(2)))
                .isEmpty();
    }

    @Test
    void aCounterGetsItsStepsBack() {
        assertThat(
                        mended(
                                new Strategy.Merge(
                                        Map.of("rating", FieldRule.COUNTER), RemoteDeletion.ACCEPT),
                                update("rating", 3, 5),
                                anItem("Post").with("rating", 4).withVersion(3)))
                .isEqualTo(Map.of("rating", 6));
    }

    @Test
    void I12_aStepThatSomebodyElseTookTooIsSentAgain() {
        assertThat(
                        mended(
                                new Strategy.Merge(
                                        Map.of("rating", FieldRule.COUNTER), RemoteDeletion.ACCEPT),
                                update("rating", 3, 4),
                                anItem("Post").with("rating", 4).withVersion(3)))
                .isEqualTo(Map.of("rating", 5));
    }
}
