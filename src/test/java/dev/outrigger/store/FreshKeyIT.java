package dev.outrigger.store;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.create;
import static dev.outrigger.testing.BlogSchema.item;
import static dev.outrigger.testing.BlogSchema.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.replica.LoggedChange;
import dev.outrigger.replica.StoreProbe;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.sync.edit.Refusal;
import dev.outrigger.testing.BlogSchema;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/// Random keys are not looked up before they are inserted, and must be found all the same.
class FreshKeyIT {
    private static final String USED = "5e7b0c1d-97d6-4b5f-9c44-6a2d0a7f3c11";

    private final OpenReplica replica = new OpenReplica(BlogSchema.SCHEMA);
    private final StoreProbe probe = new StoreProbe(replica.store);

    @AfterEach
    void closeReplica() {
        replica.close();
    }

    private static String id(int number) {
        return number == 25 ? USED : USED.replace("5e7b", Integer.toString(number + 1_000));
    }

    @Test
    void AC69_aRandomKeyThatWasUsedIsRefusedAndTheOthersOfItsGroupAreTaken() {
        // Given
        probe.create("Post", "id", USED, "title", "first");

        // When
        List<CompletionStage<EditOutcome>> asked =
                IntStream.range(0, 50)
                        .mapToObj(FreshKeyIT::id)
                        .map(id -> replica.store.edit(create(item("Post", "id", id, "title", "T"))))
                        .toList();
        List<EditOutcome> outcomes = asked.stream().map(StoreProbe::await).toList();

        // Then
        assertThat(outcomes.get(25))
                .isEqualTo(new EditOutcome.Refused(new Refusal.ItemExists(key("Post", USED))));
        assertThat(outcomes).filteredOn(EditOutcome.Created.class::isInstance).hasSize(49);
        assertThat(probe.changes()).extracting(LoggedChange::seq).hasSize(50).endsWith(50L);
        assertThat(await(replica.store.get(key("Post", USED))).orElseThrow().stored().item())
                .isEqualTo(item("Post", "id", USED, "title", "first"));
    }

    @Test
    void aTombstoneUnderARandomKeyIsFound() {
        // Given
        probe.apply(StoreProbe.tombstone(3, item("Post", "id", USED, "title", "gone")));

        // When
        EditOutcome outcome = probe.create("Post", "id", USED, "title", "again");

        // Then
        assertThat(outcome)
                .isEqualTo(new EditOutcome.Refused(new Refusal.KeyDeleted(key("Post", USED))));
    }
}
