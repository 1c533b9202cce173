package dev.outrigger.store;

import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.create;
import static dev.outrigger.replica.StoreProbe.live;
import static dev.outrigger.replica.StoreProbe.patch;
import static dev.outrigger.replica.StoreProbe.tombstone;
import static dev.outrigger.testing.BlogSchema.item;
import static dev.outrigger.testing.BlogSchema.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.predicate.Operator;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.replica.ChangeRange;
import dev.outrigger.replica.LoggedChange;
import dev.outrigger.replica.ReadItem;
import dev.outrigger.replica.ReplicaStore;
import dev.outrigger.replica.ReplicaUnreachable;
import dev.outrigger.replica.StoreProbe;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.sync.edit.Guard;
import dev.outrigger.sync.edit.Refusal;
import dev.outrigger.sync.pull.Checkpoints;
import dev.outrigger.sync.pull.SyncCheckpoint;
import dev.outrigger.sync.reconcile.Applied;
import dev.outrigger.testing.BlogSchema;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// A replica across restarts, schema changes and its limits.
class ReplicaLifeIT {
    private @Nullable OpenReplica replica;

    @AfterEach
    void closeReplica() {
        if (replica != null) {
            replica.close();
        }
    }

    private OpenReplica open(Schema schema, StoreLimits limits) {
        OpenReplica opened = new OpenReplica(schema, limits);
        replica = opened;
        return opened;
    }

    private OpenReplica open(Schema schema) {
        return open(schema, StoreLimits.usual());
    }

    private StoreProbe probe() {
        return new StoreProbe(replica.store);
    }

    @Test
    void aReadByKeyThatComesTooLateIsRefusedAndOneThatCameBeforeIsAnswered() {
        // Given
        OpenReplica opened = open(BlogSchema.SCHEMA);
        ItemKey key = BlogSchema.key("Post", "p1");
        List<CompletableFuture<Optional<ReadItem>>> before = new ArrayList<>();
        for (int read = 0; read < 500; read++) {
            before.add(opened.store.get(key).toCompletableFuture());
        }

        // When
        opened.store.close();
        var late = opened.store.get(key).toCompletableFuture();

        // Then
        assertThat(before)
                .allSatisfy(read -> assertThat(read).isCompletedWithValue(Optional.empty()));
        assertThat(late)
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .withCauseInstanceOf(ReplicaUnreachable.class);
    }

    @Test
    void AC83_aRestartKeepsItemsOutboxChangesAndCheckpoints() {
        // Given
        OpenReplica opened = open(BlogSchema.SCHEMA);
        StoreProbe before = probe();
        SyncCheckpoint reached =
                new SyncCheckpoint(Instant.ofEpochMilli(1), Instant.ofEpochMilli(2));
        await(
                before.store()
                        .apply(
                                "Post",
                                List.of(
                                        live(3, item("Post", "id", "p1", "title", "T")),
                                        tombstone(4, item("Post", "id", "p2", "title", "T"))),
                                reached));
        before.create("Comment", "id", "c1", "content", "C", "postID", "p1");
        before.edit(
                new Edit.Patch(
                        key("Post", "p1"),
                        Map.of("meta", Map.of("n", 1.0E10)),
                        Guard.on(new Predicate.Not(new Predicate.Or(List.of())))));
        await(before.store().claim(List.of(before.outbox().getFirst().id())));
        ReadItem item = await(before.store().get(key("Post", "p1"))).orElseThrow();
        List<PendingMutation> outbox = before.outbox();
        List<LoggedChange> changes = before.changes();

        // When
        opened.reopen();

        // Then
        StoreProbe after = probe();
        assertThat(await(after.store().get(key("Post", "p1")))).contains(item);
        assertThat(after.outbox()).isEqualTo(outbox);
        assertThat(after.changes()).isEqualTo(changes);
        assertThat(await(after.store().checkpoints()))
                .isEqualTo(Checkpoints.finished(Map.of("Post", reached)));
        assertThat(after.apply(live(4, item("Post", "id", "p2", "title", "late"))))
                .isEqualTo(new Applied(0, 0, 0, 1));
        after.create("Blog", "id", "b1");
        assertThat(after.changes().getLast().seq()).isEqualTo(changes.size() + 1);
    }

    @Test
    void aSecondProcessIsRefusedWhileTheFirstHasTheReplica() {
        // Given
        OpenReplica opened = open(BlogSchema.SCHEMA);

        // Then
        assertThatThrownBy(opened::openAgain)
                .isInstanceOf(ReplicaUnusable.class)
                .hasMessageMatching("the replica 'test-\\d+' is in use by another process;.*");

        // When
        opened.store.close();

        // Then
        opened.openAgain().close();
    }

    @Test
    void aReplicaNameThatIsNoNameIsRefused() {
        assertThatThrownBy(() -> ReplicaSetup.of("a b", BlogSchema.SCHEMA))
                .isInstanceOf(ReplicaUnusable.class)
                .hasMessageContaining("'a b'");
    }

    @Test
    void AC23_reservedWordsAreOrdinaryNamesOfModelsAndFields() {
        // Given
        Schema schema =
                BlogSchema.read(
                        """
                        type Select @model {
                          id: ID!
                          from: String @index(name: "byFrom", sortKeyFields: ["order"])
                          order: Int
                          group: [Table] @hasMany(indexName: "byUser", fields: ["id"])
                        }
                        type Table @model {
                          user: ID! @primaryKey(sortKeyFields: ["where"])
                          where: ID!
                          end: ID @index(name: "byUser")
                          select: Select @belongsTo(fields: ["end"])
                        }
                        """);
        StoreProbe probe = new StoreProbe(open(schema).store);
        Model select = schema.required("Select");
        Model table = schema.required("Table");

        // When
        probe.edit(create(Item.of(select, Map.of("id", "s1", "from", "x", "order", 1))));
        probe.edit(create(Item.of(table, Map.of("user", "u", "where", "w", "end", "s1"))));
        Predicate related =
                new Predicate.Related(select.relation("group").orElseThrow(), new Predicate.All());

        // Then
        assertThat(await(probe.store().count(select, related))).isEqualTo(1);
        probe.edit(StoreProbe.delete(key("Select", "s1")));
        assertThat(await(probe.store().count(table, new Predicate.All()))).isZero();
    }

    @Test
    void AC142_aSchemaThatOnlyAddsIsTakenInPlace() {
        // Given
        Schema first =
                BlogSchema.read(
                        """
                        type Note @model { id: ID! text: String! kind: Kind }
                        enum Kind { A }
                        """);
        OpenReplica opened = open(first);
        Item note = Item.of(first.required("Note"), Map.of("id", "n1", "text", "T"));
        await(opened.store.edit(new Edit.Create(note, Set.of("text"))));

        // When
        Schema second =
                BlogSchema.read(
                        """
                        type Note @model {
                          id: ID!
                          text: String @index(name: "byText")
                          kind: Kind
                          stars: Int
                        }
                        type Label @model { id: ID! name: String }
                        enum Kind { A B }
                        """);
        ReplicaStore store = opened.reopen(second);

        // Then
        Item read = await(store.get(key("Note", "n1"))).orElseThrow().stored().item();
        assertThat(read.value("text")).isEqualTo("T");
        assertThat(read.value("stars")).isNull();
        assertThat(await(store.outbox(0, 10))).hasSize(1);
        await(store.edit(patch(key("Note", "n1"), "stars", 3)));
        assertThat(await(store.get(key("Note", "n1"))).orElseThrow().stored().item().value("stars"))
                .isEqualTo(3);
    }

    @Test
    void aFullOutboxRefusesWhatWouldAddToItAndTakesWhatDoesNot() {
        // Given
        open(BlogSchema.SCHEMA, StoreLimits.usual().withOutboxMutations(2));
        probe().create("Post", "id", "p1", "title", "T");
        probe().create("Post", "id", "p2", "title", "T");

        // When
        EditOutcome third = probe().create("Post", "id", "p3", "title", "T");
        EditOutcome merged = probe().edit(patch(key("Post", "p1"), "title", "U"));

        // Then
        assertThat(third).isEqualTo(new EditOutcome.Refused(new Refusal.OutboxFull(2)));
        assertThat(merged).isInstanceOf(EditOutcome.Updated.class);
        assertThat(probe().all("Post")).hasSize(2);

        // When
        probe().acknowledge(1, item("Post", "id", "p1", "title", "U"));

        // Then
        assertThat(probe().create("Post", "id", "p3", "title", "T"))
                .isInstanceOf(EditOutcome.Created.class);
    }

    @Test
    void onlyTheNewestChangesAreKept() {
        // Given
        open(BlogSchema.SCHEMA, StoreLimits.usual().with(new Retention(10, null)));

        // When
        for (int number = 1; number <= 30; number++) {
            probe().create("Post", "id", "p" + number, "title", "T");
        }

        // Then
        assertThat(await(probe().store().changeRange())).isEqualTo(new ChangeRange(21, 30));
        replica.reopen();
        probe().create("Post", "id", "p31", "title", "T");
        assertThat(probe().changes().getLast().seq()).isEqualTo(31);
    }

    @Test
    void AC125_aKeyThatNoIndexCanHoldIsRefusedAndDoesNotStopAPage() {
        // Given
        open(BlogSchema.SCHEMA);
        Item tooLong = item("Post", "id", "𝔘".repeat(2_000), "title", "T");

        // When
        EditOutcome outcome = probe().edit(create(tooLong));
        Applied applied =
                probe().apply(live(1, tooLong), live(1, item("Post", "id", "p1", "title", "T")));

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        EditOutcome.Refused.class,
                        refused ->
                                assertThat(refused.refusal())
                                        .isInstanceOf(Refusal.ItemInvalid.class));
        assertThat(applied).isEqualTo(new Applied(1, 0, 0, 1));
        assertThat(probe().all("Post")).hasSize(1);
    }

    @Test
    void AC45_anIndexAnswersLikeAScan() {
        // Given
        open(BlogSchema.SCHEMA);
        for (int number = 0; number < 5; number++) {
            probe().create("Post", "id", "p" + number, "title", "T");
        }
        for (int number = 0; number < 50; number++) {
            probe().create(
                            "Comment",
                            "id",
                            "c" + number,
                            "content",
                            "C",
                            "postID",
                            "p" + number % 5);
        }
        Model comment = BlogSchema.model("Comment");
        Predicate byPost =
                new Predicate.Test(
                        comment.field("postID").orElseThrow(), Operator.EQ, List.of("p3"));

        // When
        List<Item> found = probe().matching("Comment", byPost);

        // Then
        assertThat(found).hasSize(10);
    }
}
