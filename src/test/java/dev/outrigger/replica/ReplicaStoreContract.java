package dev.outrigger.replica;

import org.junit.jupiter.api.BeforeEach;

/// What every [ReplicaStore] does, whatever it keeps its items in.
public abstract class ReplicaStoreContract
        implements SavingContract,
                ReferringContract,
                BatchesContract,
                QueryingContract,
                RelatingContract,
                DeletingContract,
                CascadingContract,
                OutboxContract,
                DeliveryContract,
                ApplyingContract,
                PullingContract,
                ChangesContract,
                BulkChangesContract {
    private StoreProbe replica;

    /// An empty replica of [dev.outrigger.testing.BlogSchema], for one test.
    protected abstract ReplicaStore emptyStore();

    @BeforeEach
    void openStore() {
        replica = new StoreProbe(emptyStore());
    }

    @Override
    public StoreProbe replica() {
        return replica;
    }
}
