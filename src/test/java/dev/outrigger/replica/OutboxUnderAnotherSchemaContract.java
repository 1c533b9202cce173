package dev.outrigger.replica;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.patch;
import static dev.outrigger.testing.BlogSchema.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Item;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.push.Verdict;
import dev.outrigger.testing.BlogSchema;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// Mutations that were pending under another schema.
interface OutboxUnderAnotherSchemaContract extends Reopened {
    @Test
    default void aPendingMutationIsSaidInTheNewSchema() {
        // Given
        Reopening opened = replica(BEFORE);
        create(opened, BEFORE, "Note", "id", "n1", "text", "T", "stars", 3, "mood", "good");

        // When
        String after =
                BEFORE.replace("stars: Int", "stars: Float")
                        .replace("mood: String", "size: Int! @default(value: \"7\")");
        ReplicaStore store = opened.reopen(BlogSchema.read(after));

        // Then
        PendingMutation pending = await(store.outbox(0, 10)).getFirst();
        assertThat(pending.standing()).isEqualTo(Standing.WAITING);
        assertThat(pending.mutation().fields())
                .isEqualTo(Map.of("text", "T", "stars", 3.0, "size", 7));
        assertThat(read(store, "Note", "n1").item().fields())
                .containsEntry("stars", 3.0)
                .containsEntry("size", 7);
        assertThat(read(store, "Note", "n1").pending()).isTrue();
    }

    @Test
    default void R6_everyPendingMutationGoesOnOrWaitsOrIsStrandedWithItsReason() {
        // Given
        Reopening opened = replica(BEFORE);
        for (int number = 0; number < 250; number++) {
            create(opened, BEFORE, "Note", "id", "n" + number, "kind", number < 100 ? "A" : "B");
            create(opened, BEFORE, "Other", "id", "o" + number, "name", "N");
        }
        await(opened.store().edit(patch(key("Note", "n200"), "text", "later")));

        // When
        ReplicaStore store =
                opened.reopen(
                        BlogSchema.read(
                                """
                                type Note @model { id: ID! text: String kind: Kind }
                                enum Kind { A }
                                """));

        // Then
        assertThat(await(store.outbox(0, 1_000)))
                .hasSize(100)
                .allSatisfy(each -> assertThat(each.standing()).isEqualTo(Standing.WAITING));
        List<StrandedMutation> stranded = await(opened.store().stranded().list(null, 0, 1_000));
        assertThat(stranded).hasSize(400);
        assertThat(stranded)
                .filteredOn(each -> each.model().equals("Other"))
                .hasSize(250)
                .allSatisfy(
                        each -> {
                            assertThat(each.reason())
                                    .isEqualTo("the schema has no model Other any more");
                            assertThat(each.fields()).isEqualTo(Map.of("name", "N"));
                        });
        assertThat(stranded)
                .filteredOn(each -> each.model().equals("Note"))
                .hasSize(150)
                .allSatisfy(each -> assertThat(each.fields()).containsEntry("kind", "B"));
        assertThat(await(store.get(key("Note", "n0")))).isPresent();
        assertThat(await(store.get(key("Note", "n200")))).isEmpty();
    }

    @Test
    default void aCreateThatLacksANewRequiredFieldWaitsForItsClient() {
        // Given
        Reopening opened = replica(BEFORE);
        create(opened, BEFORE, "Note", "id", "n1", "text", "T");
        String after = BEFORE.replace("mood: String", "mood: String!");

        // When
        ReplicaStore store = opened.reopen(BlogSchema.read(after));

        // Then
        PendingMutation held = await(store.outbox(0, 10)).getFirst();
        assertThat(held.standing()).isEqualTo(Standing.HELD);
        assertThat(held.lastError()).contains("the schema requires mood now");
        await(store.edit(patch(key("Note", "n1"), "mood", "good")));
        PendingMutation mended = await(store.outbox(0, 10)).getFirst();
        assertThat(mended.standing()).isEqualTo(Standing.WAITING);
        assertThat(mended.mutation().fields()).containsEntry("mood", "good");
    }

    @Test
    default void I6_aCreateThatWasTriedInVainIsHeldAsOneThatTheBackendWasNeverAskedFor() {
        // Given
        Reopening opened = replica(BEFORE);
        create(opened, BEFORE, "Note", "id", "n1", "text", "T");
        long id = await(opened.store().outbox(0, 1)).getFirst().id();
        PendingMutation claimed = await(opened.store().claim(List.of(id))).getFirst().mutation();
        await(opened.store().settle(claimed, new Verdict.Postponed(Standing.WAITING, "HTTP 503")));

        // When
        ReplicaStore store =
                opened.reopen(BlogSchema.read(BEFORE.replace("mood: String", "mood: String!")));

        // Then
        assertThat(await(store.outbox(0, 10)).getFirst().neverAsked()).isTrue();
    }

    @Test
    default void aCreateThatTheBackendMayHaveIsAskedForBeforeItsDeleteIsTakenForNothing() {
        // Given
        Reopening opened = replica(BEFORE);
        create(opened, BEFORE, "Note", "id", "n1", "text", "T");
        claimFirst(opened);

        // When
        ReplicaStore store =
                opened.reopen(BlogSchema.read(BEFORE.replace("mood: String", "mood: String!")));
        await(store.edit(StoreProbe.delete(key("Note", "n1"))));

        // Then
        assertThat(await(store.outbox(0, 10)))
                .extracting(each -> each.mutation().kind() + " " + each.standing())
                .containsExactly("CREATE SENT", "DELETE WAITING");
    }

    @Test
    default void R6_whatStandsOnAnUndeleteThatCannotBeSaidIsStrandedWithIt() {
        // Given
        Reopening opened = replica(BEFORE);
        arrivedNote(opened, "n1", "text", "theirs", "kind", "A");
        Item gone = read(opened.store(), "Note", "n1").item();
        await(opened.store().apply("Note", List.of(StoreProbe.tombstone(4, gone)), null));
        await(opened.store().edit(new Edit.Undelete(key("Note", "n1"), Map.of("kind", "B"))));
        claimFirst(opened);
        await(opened.store().edit(patch(key("Note", "n1"), "text", "later")));

        // When
        ReplicaStore store =
                opened.reopen(
                        BlogSchema.read(BEFORE.replace("enum Kind { A B }", "enum Kind { A }")));

        // Then
        assertThat(await(store.outbox(0, 10))).isEmpty();
        assertThat(await(opened.store().stranded().list(null, 0, 10)))
                .extracting(StrandedMutation::fields)
                .containsExactlyInAnyOrder(Map.of("kind", "B"), Map.of("text", "later"));
        assertThat(await(store.get(key("Note", "n1"))).stream())
                .noneMatch(item -> item.stored().live());
    }

    @Test
    default void aDeleteThatIsTakenBackWritesNothingThatItsClientDidNot() {
        // Given
        Reopening opened = replica(BEFORE);
        arrivedNote(opened, "n1", "text", "theirs", "stars", 3);
        await(opened.store().edit(StoreProbe.delete(key("Note", "n1"))));
        String after =
                BEFORE.replace("stars: Int", "stars: String size: Int! @default(value: \"7\")");

        // When
        ReplicaStore store = opened.reopen(BlogSchema.read(after));
        await(store.edit(new Edit.Undelete(key("Note", "n1"), Map.of())));

        // Then
        assertThat(await(store.outbox(0, 10))).isEmpty();
        assertThat(read(store, "Note", "n1").item().fields()).containsEntry("text", "theirs");
    }

    @Test
    default void whatAMutationWasMadeFromIsSaidInTheNewSchema() {
        // Given
        Reopening opened = replica(BEFORE);
        arrivedNote(opened, "n1", "text", "T", "kind", "B", "stars", 3);
        await(opened.store().edit(patch(key("Note", "n1"), "kind", "A", "stars", 4)));
        String after =
                BEFORE.replace("enum Kind { A B }", "enum Kind { A }")
                        .replace("stars: Int", "stars: Float");

        // When
        ReplicaStore store = opened.reopen(BlogSchema.read(after));

        // Then
        PendingMutation pending = await(store.outbox(0, 10)).getFirst();
        assertThat(pending.mutation().fields()).isEqualTo(Map.of("kind", "A", "stars", 4.0));
        assertThat(pending.base().fields())
                .isEqualTo(BlogSchema.fields("kind", null, "stars", 3.0));
    }

    @Test
    default void aMutationThatWaitedForADecisionMeetsTheBackendsItemOnceMore() {
        // Given
        Reopening opened = replica(BEFORE);
        arrivedNote(opened, "n1", "text", "theirs", "stars", 3);
        await(opened.store().edit(patch(key("Note", "n1"), "text", "ours")));
        long id = await(opened.store().outbox(0, 1)).getFirst().id();
        PendingMutation claimed = await(opened.store().claim(List.of(id))).getFirst().mutation();
        await(opened.store().settle(claimed, new Verdict.Postponed(Standing.DISPUTED, "both")));

        // When
        ReplicaStore store =
                opened.reopen(BlogSchema.read(BEFORE.replace("stars: Int", "stars: String")));

        // Then
        assertThat(await(store.outbox(0, 10)).getFirst().standing()).isEqualTo(Standing.CONTESTED);
    }
}
