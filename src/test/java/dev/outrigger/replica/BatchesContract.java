package dev.outrigger.replica;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.create;
import static dev.outrigger.replica.StoreProbe.delete;
import static dev.outrigger.replica.StoreProbe.patch;
import static dev.outrigger.replica.StoreUnderTest.ids;
import static dev.outrigger.testing.BlogSchema.item;
import static dev.outrigger.testing.BlogSchema.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.sync.edit.Refusal;

import org.junit.jupiter.api.Test;

import java.util.List;

/// Edits that are taken together or not at all.
interface BatchesContract extends StoreUnderTest {
    @Test
    default void allEditsOfABatchAreTakenInOrder() {
        // When
        var outcome =
                await(
                        replica()
                                .store()
                                .editAll(
                                        List.of(
                                                create(item("Post", "id", "p1", "title", "one")),
                                                patch(POST, "title", "two"),
                                                create(
                                                        item(
                                                                "Post", "id", "p2", "title",
                                                                "three")))));

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        ReplicaStore.EditsOutcome.Accepted.class,
                        accepted -> assertThat(accepted.outcomes()).hasSize(3));
        assertThat(replica().get(POST).orElseThrow().item().value("title")).isEqualTo("two");
        assertThat(replica().changes()).extracting(LoggedChange::seq).containsExactly(1L, 2L, 3L);
    }

    @Test
    default void oneRefusedEditLeavesNothingOfItsBatch() {
        // Given
        replica().create("Post", "id", "p1", "title", "kept");

        // When
        var outcome =
                await(
                        replica()
                                .store()
                                .editAll(
                                        List.of(
                                                patch(POST, "title", "lost"),
                                                create(item("Post", "id", "p2", "title", "lost")),
                                                create(
                                                        item(
                                                                "Post", "id", "p1", "title",
                                                                "twice")))));

        // Then
        assertThat(outcome)
                .isEqualTo(new ReplicaStore.EditsOutcome.Refused(2, new Refusal.ItemExists(POST)));
        assertThat(replica().all("Post")).hasSize(1);
        assertThat(replica().get(POST).orElseThrow().item().value("title")).isEqualTo("kept");
        assertThat(replica().outbox()).hasSize(1);
        replica().create("Post", "id", "p3", "title", "next");
        assertThat(replica().changes()).extracting(LoggedChange::seq).containsExactly(1L, 2L);
    }

    @Test
    default void aDeleteInABatchFindsTheChildrenThatTheBatchMade() {
        // Given
        replica().create("Post", "id", "p1", "title", "T");
        replica().create("Post", "id", "p2", "title", "T");
        replica().create("Comment", "id", "moved", "content", "C", "postID", "p2");
        replica().create("Comment", "id", "away", "content", "C", "postID", "p1");

        // When
        await(
                replica()
                        .store()
                        .editAll(
                                List.of(
                                        create(
                                                item(
                                                        "Comment", "id", "new", "content", "C",
                                                        "postID", "p1")),
                                        patch(key("Comment", "moved"), "postID", "p1"),
                                        patch(key("Comment", "away"), "postID", "p2"),
                                        delete(POST))));

        // Then
        assertThat(ids(replica().all("Comment"))).containsExactly("away");
    }
}
