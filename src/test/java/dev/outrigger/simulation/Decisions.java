package dev.outrigger.simulation;

import dev.outrigger.model.Field;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.ItemReader;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.replica.ConflictLog;
import dev.outrigger.sync.DeadLetter;
import dev.outrigger.sync.Knowledge;
import dev.outrigger.sync.PendingMutation.Standing;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.Guard;
import dev.outrigger.sync.edit.LetterRequest;
import dev.outrigger.sync.resolution.RecordedConflict;
import dev.outrigger.testing.InMemoryReplicaStore;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// What the people at one device are told of conflicts and refusals, and decide about them.
final class Decisions {
    private final InMemoryReplicaStore store;
    private final SimulatedAdviser person;
    private final Map<String, RecordedConflict> noted = new LinkedHashMap<>();
    private final Set<ItemKey> givenUp = new HashSet<>();

    Decisions(InMemoryReplicaStore store, SimulatedAdviser person) {
        this.store = store;
        this.person = person;
    }

    void aboutConflicts() {
        for (RecordedConflict open : listed(ConflictLog.State.OPEN)) {
            var remote = open.sides().remote();
            store.conflicts()
                    .decide(
                            open,
                            person.decide(
                                    open.key(),
                                    open.sides().local(),
                                    remote != null && remote.live()));
        }
    }

    /// What a release has left waiting, because it demands a value that nobody could give before.
    void complete(Schema schema) {
        for (Knowledge known : store.everything()) {
            Model model = schema.required(known.key().model());
            Map<String, @Nullable Object> missing = new LinkedHashMap<>();
            for (Field field : model.fields()) {
                boolean demanded = field.required() && !ItemReader.mayBeLeftOut(model, field);
                if (demanded
                        && known.visible()
                        && known.stored().item().value(field.name()) == null) {
                    missing.put(field.name(), "completed");
                }
            }
            boolean waits =
                    known.outbox().stream().anyMatch(each -> each.standing() == Standing.HELD);
            if (waits && !missing.isEmpty()) {
                store.edit(new Edit.Patch(known.key(), missing, Guard.none()));
            }
        }
    }

    /// One decision may strand later mutations, which become letters in their turn.
    void giveUp(Predicate<DeadLetter> which) {
        for (List<DeadLetter> some = letters(which); !some.isEmpty(); some = letters(which)) {
            for (DeadLetter letter : some) {
                givenUp.add(letter.key());
                store.deadLetters().decide(letter.id(), new LetterRequest.Discard());
            }
        }
    }

    /// True as long as something goes on only when somebody decides.
    boolean awaited() {
        return !letters(_ -> true).isEmpty()
                || store.everything().stream()
                        .flatMap(known -> known.outbox().stream())
                        .anyMatch(
                                each ->
                                        each.standing() == Standing.HELD
                                                || each.standing() == Standing.DISPUTED);
    }

    /// Reads what the device tells, before it is made to forget.
    void remember() {
        listed(ConflictLog.State.ANY).forEach(each -> noted.put(each.id(), each));
    }

    /// Every conflict that was ever told.
    Collection<RecordedConflict> noted() {
        remember();
        return noted.values();
    }

    /// Items of which a refused mutation was given up.
    Set<ItemKey> givenUp() {
        return givenUp;
    }

    private List<RecordedConflict> listed(ConflictLog.State state) {
        return store.conflicts()
                .list(new ConflictLog.Listing(null, state, null, Integer.MAX_VALUE - 1))
                .toCompletableFuture()
                .join()
                .conflicts();
    }

    private List<DeadLetter> letters(Predicate<DeadLetter> which) {
        return store
                .deadLetters()
                .list(null, 0, Integer.MAX_VALUE)
                .toCompletableFuture()
                .join()
                .stream()
                .filter(which)
                .toList();
    }
}
