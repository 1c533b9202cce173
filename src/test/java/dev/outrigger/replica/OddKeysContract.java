package dev.outrigger.replica;

import static dev.outrigger.replica.OddKeys.NOTE;
import static dev.outrigger.replica.OddKeys.PLACE;
import static dev.outrigger.replica.OddKeys.TEXTS;
import static dev.outrigger.replica.OddKeys.everything;
import static dev.outrigger.replica.OddKeys.itemOf;
import static dev.outrigger.replica.OddKeys.note;
import static dev.outrigger.replica.OddKeys.noteKey;
import static dev.outrigger.replica.OddKeys.notes;
import static dev.outrigger.replica.OddKeys.places;
import static dev.outrigger.replica.StoreProbe.await;
import static dev.outrigger.replica.StoreProbe.live;
import static dev.outrigger.replica.StoreProbe.tombstone;
import static dev.outrigger.testing.BlogSchema.fields;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.contract.KeyDigest;
import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.model.Version;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.sync.DeadLetter;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.Rejection;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.UnreadItem;
import dev.outrigger.sync.edit.EditOutcome;
import dev.outrigger.sync.pull.KeyBuckets;
import dev.outrigger.sync.pull.PageCheckpoint;
import dev.outrigger.sync.pull.PullCount;
import dev.outrigger.sync.pull.PullKind;
import dev.outrigger.sync.pull.PullProgress;
import dev.outrigger.sync.pull.PullStart;
import dev.outrigger.sync.push.Claimed;
import dev.outrigger.sync.push.Verdict;
import dev.outrigger.sync.reconcile.Applied;
import dev.outrigger.sync.resolution.Conflict;
import dev.outrigger.sync.resolution.RecordedConflict;
import dev.outrigger.sync.resolution.Resolution;
import dev.outrigger.testing.Bucketed;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Whatever the values of a key, it is that key wherever a replica keeps it, and no other.
public abstract class OddKeysContract {
    private static final Instant LATER = Instant.ofEpochMilli(1_900_000_000_000L);

    /// A replica of [OddKeys], and what reads it by its keys.
    public record Subject(ReplicaStore store, KeyInventory keys, GroupedReads groups) {}

    private ReplicaStore store;
    private StoreProbe replica;
    private Subject subject;

    /// For one test.
    protected abstract Subject emptyReplica(Schema schema);

    @BeforeEach
    void open() {
        subject = emptyReplica(OddKeys.SCHEMA);
        store = subject.store();
        replica = new StoreProbe(store);
    }

    private static List<ItemKey> keys(List<RemoteItem> items) {
        return items.stream().map(RemoteItem::key).toList();
    }

    private void apply(String model, List<RemoteItem> items) {
        assertThat(await(store.apply(model, items, null)))
                .isEqualTo(new Applied(items.size(), 0, 0, 0));
    }

    private void applyEverything() {
        apply("Note", notes());
        apply("Place", places().stream().map(place -> live(1, place)).toList());
    }

    /// All of them, oldest first, each claimed.
    private List<PendingMutation> claimed() {
        List<Long> ids = replica.outbox().stream().map(PendingMutation::id).toList();
        return ids.stream()
                .map(id -> await(store.claim(List.of(id))).getFirst())
                .map(Claimed::mutation)
                .toList();
    }

    private void patchEverything() {
        for (RemoteItem each : everything()) {
            String field = each.key().model().equals("Note") ? "text" : "label";
            replica.edit(StoreProbe.patch(each.key(), field, "mine"));
        }
    }

    @Test
    void eachIsAnItemOfItsOwn() {
        // When
        applyEverything();

        // Then
        for (RemoteItem each : everything()) {
            assertThat(replica.get(each.key()).orElseThrow().item()).isEqualTo(each.item());
        }
        assertThat(await(store.count(NOTE, new Predicate.All()))).isEqualTo(TEXTS.size());
        assertThat(await(store.count(PLACE, new Predicate.All()))).isEqualTo(places().size());
        assertThat(replica.changes())
                .extracting(change -> change.change().key())
                .containsExactlyElementsOf(keys(everything()));
    }

    @Test
    void aBulkOfThemIsStoredAndLoggedToTheLetter() {
        // Given
        List<RemoteItem> many = new ArrayList<>(notes());
        IntStream.range(0, 300).forEach(each -> many.add(live(1, note("n" + each, "/"))));

        // When
        apply("Note", many);

        // Then
        for (RemoteItem each : many) {
            assertThat(replica.get(each.key()).orElseThrow().item()).isEqualTo(each.item());
        }
        assertThat(replica.changes())
                .extracting(change -> change.change().key())
                .containsExactlyElementsOf(keys(many));
    }

    @Test
    void theyAreSortedByTheirCodePoints() {
        // Given
        apply("Note", notes().reversed());
        Sort byId = new Sort(NOTE.field("id").orElseThrow(), Sort.Direction.ASCENDING);
        List<Object> seen = new ArrayList<>();
        Query.Start start = new Query.Start.Offset(0);

        // When
        while (start != null) {
            Query.Page page =
                    await(
                            store.query(
                                    new Query(NOTE, new Predicate.All(), List.of(byId), 4, start)));
            page.items().forEach(read -> seen.add(read.stored().item().value("id")));
            start = page.next() == null ? null : new Query.Start.After(page.next());
        }

        // Then
        assertThat(seen).isEqualTo(TEXTS);
    }

    @Test
    void mutationsKeepTheirKeysUntilTheyAreAcknowledged() {
        // Given
        applyEverything();
        patchEverything();

        // When
        List<PendingMutation> claimed = claimed();
        claimed.forEach(
                each ->
                        replica.settle(
                                each,
                                new Verdict.Acknowledged(
                                        live(2, replica.get(each.key()).orElseThrow().item()))));

        // Then
        assertThat(claimed)
                .extracting(PendingMutation::key)
                .containsExactlyElementsOf(keys(everything()));
        assertThat(replica.outbox()).isEmpty();
        for (RemoteItem each : everything()) {
            assertThat(replica.get(each.key()).orElseThrow().version()).isEqualTo(new Version(2));
        }
    }

    @Test
    void aMutationKnowsItsParentByAnyKey() {
        // Given
        apply("Note", notes());
        Model remark = OddKeys.SCHEMA.required("Remark");

        // When
        for (String id : TEXTS) {
            replica.edit(
                    StoreProbe.create(Item.of(remark, fields("id", "of " + id, "noteID", id))));
        }

        // Then
        assertThat(replica.outbox())
                .extracting(PendingMutation::related)
                .containsExactlyElementsOf(TEXTS.stream().map(id -> Set.of(noteKey(id))).toList());
        GroupedQuery remarks =
                new GroupedQuery(
                        new Query(
                                remark,
                                new Predicate.All(),
                                List.of(),
                                10,
                                new Query.Start.Offset(0)),
                        List.of(remark.field("noteID").orElseThrow()),
                        TEXTS.reversed().stream().map(id -> List.<Object>of(id)).toList(),
                        1_000);
        assertThat(((GroupedPages.Read) await(subject.groups().pages(remarks))).pages())
                .extracting(page -> page.items().getFirst().stored().item().value("noteID"))
                .containsExactlyElementsOf(TEXTS.reversed());
    }

    @Test
    void deletionsFindTheirItems() {
        // Given
        applyEverything();

        // When
        for (RemoteItem each : everything()) {
            assertThat(replica.edit(StoreProbe.delete(each.key())))
                    .isInstanceOf(EditOutcome.Deleted.class);
        }
        claimed()
                .forEach(
                        each ->
                                replica.settle(
                                        each,
                                        new Verdict.Acknowledged(
                                                tombstone(2, itemOf(each.key())))));

        // Then
        assertThat(await(store.count(NOTE, new Predicate.All()))).isZero();
        assertThat(await(store.count(PLACE, new Predicate.All()))).isZero();
        assertThat(replica.outbox()).isEmpty();
        assertThat(await(store.apply("Note", notes(), null)))
                .isEqualTo(new Applied(0, 0, 0, TEXTS.size()));
    }

    @Test
    void deadLettersAndConflictsAreAboutTheirItems() {
        // Given
        applyEverything();
        patchEverything();
        List<DeadLetter> letters = new ArrayList<>();
        List<String> conflicts = new ArrayList<>();

        // When
        for (PendingMutation each : claimed()) {
            if (each.key().model().equals("Note")) {
                Rejection refused = Rejection.of(Rejection.Cause.BAD_RECORD, "BadInput", "no");
                letters.addAll(await(store.settle(each, new Verdict.Refused(refused))));
            } else {
                Conflict conflict = new Conflict(each, live(5, itemOf(each.key())), "changed");
                replica.settle(
                        each, new Verdict.Resolved(conflict, "manual", new Resolution.Await()));
                conflicts.add(conflict.id());
            }
        }

        // Then
        assertThat(letters).extracting(DeadLetter::key).containsExactlyElementsOf(keys(notes()));
        for (DeadLetter letter : letters) {
            assertThat(await(store.deadLetters().get(letter.id()))).contains(letter);
        }
        assertThat(conflicts.stream().map(id -> await(store.conflicts().get(id)).orElseThrow()))
                .extracting(RecordedConflict::key)
                .containsExactlyElementsOf(places().stream().map(Item::key).toList());
    }

    @Test
    void theQuarantineTellsThemApart() {
        // Given
        List<UnreadItem> unread =
                TEXTS.stream()
                        .map(id -> new UnreadItem("Note", noteKey(id), new Version(1), "{}", "odd"))
                        .toList();
        await(store.apply("Note", List.of(), unread, null));

        // When
        List<QuarantinedItem> kept = await(store.quarantine().list("Note", 0, 1_000));
        await(store.apply("Note", notes(), null));

        // Then
        assertThat(kept).extracting(QuarantinedItem::item).containsExactlyElementsOf(unread);
        assertThat(await(store.quarantine().count())).isZero();
    }

    @Test
    void theInventoryHasEachOfThem() {
        // Given
        applyEverything();
        List<ItemKey> places = places().stream().map(Item::key).toList();
        KeyInventory keys = subject.keys();

        // Then
        for (var ofModel : List.of(keys(notes()), places)) {
            String model = ofModel.getFirst().model();
            assertThat(await(keys.digest(model, 8))).isEqualTo(KeyDigest.of(8, ofModel));
            KeyBuckets some = new KeyBuckets(8, List.of(0, 3, 6));
            assertThat(await(keys.keysIn(model, some, LATER)))
                    .containsExactlyInAnyOrderElementsOf(
                            ofModel.stream().filter(Bucketed.in(some)).toList());
        }
    }

    @Test
    void R4_whatARepeatedBaseSyncHasSeenIsKnownByAnyKey() {
        // Given
        applyEverything();
        List<RemoteItem> half = IntStream.range(0, 10).mapToObj(notes()::get).toList();
        PullStart start = new PullStart(PullKind.REPEATED_BASE, null, Instant.EPOCH);
        PullCount count = new PullCount(1, half.size(), Applied.none());
        await(
                store.apply(
                        "Note",
                        half,
                        new PageCheckpoint(
                                new PullProgress(start, Instant.EPOCH, count, false), "next")));

        // When
        List<ItemKey> unseen = await(subject.keys().unseen("Note", LATER, 1_000));
        Applied applied = await(subject.keys().remove(unseen, LATER));

        // Then
        assertThat(unseen)
                .containsExactlyInAnyOrderElementsOf(
                        TEXTS.stream().skip(10).map(OddKeys::noteKey).toList());
        assertThat(applied).isEqualTo(new Applied(0, 0, TEXTS.size() - 10, 0));
        assertThat(await(store.count(NOTE, new Predicate.All()))).isEqualTo(10);
    }
}
