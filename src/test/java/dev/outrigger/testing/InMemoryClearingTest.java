package dev.outrigger.testing;

import static dev.outrigger.replica.StoreProbe.await;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.contract.Mutation;
import dev.outrigger.replica.Clearing.Outcome;
import dev.outrigger.replica.Clearing.Unsent;
import dev.outrigger.replica.ClearingContract;
import dev.outrigger.replica.StrandedMutation;

import org.junit.jupiter.api.Test;

import java.util.Map;

/// A replica in memory is emptied as every replica is.
class InMemoryClearingTest extends ClearingContract {
    private final InMemoryReplicaStore store =
            new InMemoryReplicaStore(BlogSchema.SCHEMA, () -> ItemBuilder.SAVED_AT);
    private final InMemoryClearing clearing = new InMemoryClearing(BlogSchema.SCHEMA, store);

    @Override
    protected Subject emptyReplica() {
        return new Subject(store, clearing);
    }

    @Test
    void R12_whatAnEarlierSchemaLeftBehindIsProtectedToo() {
        // Given
        store.stranded()
                .strand(
                        new StrandedMutation(
                                7,
                                "Post",
                                "p1",
                                Mutation.Kind.CREATE,
                                Map.of(),
                                null,
                                "r",
                                ItemBuilder.SAVED_AT,
                                ItemBuilder.SAVED_AT));

        // When
        Outcome refused = await(clearing.clear(Unsent.PROTECTED));
        await(clearing.clear(Unsent.DISCARDED));

        // Then
        assertThat(refused).isEqualTo(new Outcome.OutboxNotEmpty(1));
        assertThat(await(store.stranded().count())).isZero();
    }
}
