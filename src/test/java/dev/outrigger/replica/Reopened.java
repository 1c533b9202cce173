package dev.outrigger.replica;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.testing.BlogSchema.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Item;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.RefusalPolicies;
import dev.outrigger.sync.RefusalPolicy;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.sync.push.Claimed;
import dev.outrigger.sync.push.Verdict;
import dev.outrigger.testing.BlogSchema;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// What the parts of [SchemaChangeContract] share.
interface Reopened {
    String BEFORE =
            """
            type Note @model { id: ID! text: String stars: Int kind: Kind mood: String }
            type Other @model { id: ID! name: String }
            enum Kind { A B }
            """;

    /// An empty replica, for one test.
    Reopening open(Schema schema, RefusalPolicies refusals);

    default Reopening replica(String document) {
        return open(BlogSchema.read(document), RefusalPolicies.holding());
    }

    default void create(
            Reopening opened, String document, String model, @Nullable Object... fields) {
        Schema schema = BlogSchema.read(document);
        Map<String, @Nullable Object> values = BlogSchema.fields(fields);
        Item item = Item.of(schema.required(model), values);
        assertThat(await(opened.store().edit(new Edit.Create(item, values.keySet()))))
                .isNotInstanceOf(EditOutcome.Refused.class);
    }

    default void arrived(Reopening opened, Item item) {
        await(opened.store().apply(item.model(), List.of(StoreProbe.live(3, item)), null));
    }

    default void arrivedNote(Reopening opened, String id, @Nullable Object... fields) {
        Map<String, @Nullable Object> values = BlogSchema.fields(fields);
        values.put("id", id);
        arrived(opened, Item.of(BlogSchema.read(BEFORE).required("Note"), values));
    }

    default StoredItem read(ReplicaStore store, String model, Object id) {
        return await(store.get(key(model, id))).orElseThrow().stored();
    }

    /// The oldest pending mutation is on its way from now on.
    default void claimFirst(Reopening opened) {
        long id = await(opened.store().outbox(0, 1)).getFirst().id();
        await(opened.store().claim(List.of(id)));
    }

    /// A replica with a refused create of a note.
    default Reopening refused(RefusalPolicy policy) {
        Reopening opened = open(BlogSchema.read(BEFORE), new RefusalPolicies(policy, Map.of()));
        create(opened, BEFORE, "Note", "id", "n1", "text", "T", "mood", "good");
        refuse(opened);
        return opened;
    }

    /// The backend does so with everything that is pending.
    default void refuse(Reopening opened) {
        for (var each : await(opened.store().outbox(0, 10))) {
            Claimed claimed = await(opened.store().claim(List.of(each.id()))).getFirst();
            Rejection rejection = Rejection.of(Rejection.Cause.BAD_RECORD, "BadInput", "no");
            await(opened.store().settle(claimed.mutation(), new Verdict.Refused(rejection)));
        }
    }
}
