package dev.outrigger.sync.push;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.resolution.Resolution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The oldest part of the outbox, in memory, with what is being done about each mutation.
///
/// @param entries oldest first; items with a held mutation are not here
/// @param holds the items with a mutation that waits for somebody's decision
/// @param readTo every mutation with an id up to this one was read from the store
/// @param reading what is going on with the store
public record Window(Entries entries, Held holds, long readTo, Reading reading) {
    /// Whether the store has more than the window holds.
    public enum Reading {
        /// Everything was read.
        COMPLETE,
        /// There may be more, and nobody has asked.
        MORE,
        /// Asked.
        UNDER_WAY,
        /// Asked, and the outbox has more since.
        STALE,
        /// Asked, and what was read before is different since: the answer is of no use.
        OUTDATED
    }

    /// What is being done about a mutation.
    public sealed interface Phase {
        /// Its turn has not come.
        record Queued() implements Phase {}

        /// Claimed, or on its way, in the document of this number.
        record OnItsWay(long document) implements Phase {}

        /// Looked up at the backend, which does not have it: it goes out in the next free lane.
        record Ready(Claimed claimed) implements Phase {}

        /// Answered, and the verdict is not durable yet: nothing that waits for it may go.
        record Answered() implements Phase {}

        /// It waits out a pause of its own.
        record Suspended() implements Phase {}
    }

    /// @param departures how often it went on its way since it was read
    /// @param failedLooks how often a look at its item has failed since then
    public record Entry(PendingMutation mutation, Phase phase, int departures, int failedLooks) {
        static Entry of(PendingMutation mutation) {
            return new Entry(mutation, new Phase.Queued(), 0, 0);
        }

        long id() {
            return mutation.id();
        }

        int tries() {
            return mutation.attempts() + departures;
        }

        private boolean waitsInVain() {
            return switch (phase) {
                case Phase.Queued _, Phase.Suspended _ -> tries() > 0;
                case Phase.OnItsWay _, Phase.Ready _, Phase.Answered _ -> false;
            };
        }

        private Entry in(Phase next) {
            return new Entry(mutation, next, departures, failedLooks);
        }

        private Entry departed(long document) {
            return new Entry(mutation, new Phase.OnItsWay(document), departures + 1, failedLooks);
        }

        private Entry unseen() {
            return new Entry(mutation, new Phase.Answered(), departures, failedLooks + 1);
        }
    }

    static Window empty() {
        return new Window(Entries.none(), Held.nothing(), 0, Reading.MORE);
    }

    /// Keys of the items of which nothing is sent until somebody decides.
    public Set<ItemKey> held() {
        return holds.items();
    }

    /// Those whose turn has come, oldest first. None of them waits for another one of them, so they
    /// may share a document: there a mutation that fails does not stop the ones after it.
    ///
    /// A mutation waits for every earlier one of the same item, of an item that it refers to, and
    /// of an item that refers to its own: so parents are created before and deleted after their
    /// children, and everything else overtakes freely.
    List<PendingMutation> sendable(int most) {
        return whoseTurnItIs(most).stream().map(Entry::mutation).toList();
    }

    /// The one of them that finds out whether the backend takes mutations at all: one of the model
    /// of which the fewest were tried in vain, and of these the one that was tried least, so that
    /// what it always fails at gives way to others. What is only just being read may be such a one.
    List<PendingMutation> probe() {
        Map<String, Long> inVain =
                entries.stream()
                        .filter(Entry::waitsInVain)
                        .collect(groupingBy(each -> each.mutation().key().model(), counting()));
        return whoseTurnItIs(Integer.MAX_VALUE).stream()
                .min(
                        Comparator.comparingLong(
                                        (Entry each) ->
                                                inVain.getOrDefault(
                                                        each.mutation().key().model(), 0L))
                                .thenComparingInt(Entry::tries))
                .filter(least -> least.tries() == 0 || !asked())
                .map(least -> List.of(least.mutation()))
                .orElse(List.of());
    }

    /// How many were tried in vain, and are not on their way.
    int inVain() {
        return (int) entries.stream().filter(Entry::waitsInVain).count();
    }

    private boolean asked() {
        return switch (reading) {
            case COMPLETE, MORE -> false;
            case UNDER_WAY, STALE, OUTDATED -> true;
        };
    }

    /// True when a look at its item has failed, which may be because of this item: its next looks
    /// share their document with no other.
    boolean looksAlone(long id) {
        Entry entry = entries.get(id);
        return entry != null && entry.failedLooks() > 0;
    }

    private List<Entry> whoseTurnItIs(int most) {
        List<Entry> sendable = new ArrayList<>();
        Set<ItemKey> held = held();
        Set<ItemKey> earlier = new HashSet<>(held);
        Set<ItemKey> referredTo = new HashSet<>();
        for (Entry entry : entries) {
            if (sendable.size() >= most) {
                break;
            }
            PendingMutation mutation = entry.mutation();
            boolean blocked =
                    earlier.contains(mutation.key())
                            || referredTo.contains(mutation.key())
                            || mutation.related().stream()
                                    .anyMatch(key -> earlier.contains(key) && !held.contains(key));
            if (!blocked && entry.phase() instanceof Phase.Queued) {
                sendable.add(entry);
            }
            earlier.add(mutation.key());
            referredTo.addAll(mutation.related());
        }
        return sendable;
    }

    /// Those that were looked up and may go, oldest first.
    List<Claimed> ready(int most) {
        List<Claimed> ready = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.phase() instanceof Phase.Ready(Claimed claimed) && ready.size() < most) {
                ready.add(claimed);
            }
        }
        return ready;
    }

    /// Documents of which the backend has not answered everything.
    public int lanesInUse() {
        Set<Long> documents = new HashSet<>();
        for (Entry entry : entries) {
            if (entry.phase() instanceof Phase.OnItsWay(long document)) {
                documents.add(document);
            }
        }
        return documents.size();
    }

    /// True while a mutation is between its claim and its durable verdict.
    public boolean underWay() {
        return entries.stream()
                .anyMatch(
                        entry ->
                                switch (entry.phase()) {
                                    case Phase.Queued _, Phase.Ready _ -> false;
                                    case Phase.Suspended _ -> false;
                                    case Phase.OnItsWay _, Phase.Answered _ -> true;
                                });
    }

    /// The number of the document that the mutation is in; 0, which is none, when it is in none.
    long documentOf(long id) {
        Entry entry = entries.get(id);
        return entry != null && entry.phase() instanceof Phase.OnItsWay(long document)
                ? document
                : 0;
    }

    Window with(List<PendingMutation> loaded, Reading next) {
        Held.Sieve sieve = holds.sieve();
        List<PendingMutation> sent = loaded.stream().filter(sieve::passes).toList();
        return new Window(entries.with(sent), sieve.held(), readTo, next).readTo(loaded);
    }

    /// These were read too, and are none of the window's business.
    Window readTo(List<PendingMutation> loaded) {
        long last = loaded.isEmpty() ? readTo : loaded.getLast().id();
        return new Window(entries, holds, Math.max(readTo, last), reading);
    }

    Window onTheirWay(List<Long> ids, long document) {
        return holds(entries.changed(ids, each -> each.departed(document)));
    }

    Window ready(Claimed claimed) {
        return in(new Phase.Ready(claimed), List.of(claimed.mutation().id()));
    }

    Window answered(long id) {
        return in(new Phase.Answered(), List.of(id));
    }

    /// As [#answered], and the answer shows nothing of the item.
    Window unseen(long id) {
        return holds(entries.changed(List.of(id), Entry::unseen));
    }

    Window suspended(long id) {
        return in(new Phase.Suspended(), List.of(id));
    }

    /// The end of a pause may come late, when the mutation is under way already.
    Window resumed(long id) {
        Entry entry = entries.get(id);
        return entry != null && entry.phase() instanceof Phase.Suspended
                ? queued(List.of(id))
                : this;
    }

    Window queued(List<Long> ids) {
        return in(new Phase.Queued(), ids);
    }

    Window without(long id) {
        return holds(entries.without(id));
    }

    /// Without the mutation and all others of its item, which wait behind it in the store.
    Window holding(long id) {
        Entry entry = entries.get(id);
        if (entry == null) {
            return this;
        }
        Held more = holds.and(entry.mutation().key());
        return new Window(withoutItemOf(id).entries(), more, readTo, reading);
    }

    Window withoutItemOf(long id) {
        Entry ended = entries.get(id);
        return ended == null
                ? this
                : holds(
                        entries.without(
                                each -> each.mutation().key().equals(ended.mutation().key())));
    }

    /// Everything is read again from the start; what is under way stays, and no pause counts.
    Window fromStart() {
        Reading next =
                switch (reading) {
                    case COMPLETE, MORE -> Reading.MORE;
                    case UNDER_WAY, STALE, OUTDATED -> Reading.OUTDATED;
                };
        return new Window(withoutPauses().entries(), Held.nothing(), 0, next);
    }

    /// No pause of a mutation counts any more.
    Window withoutPauses() {
        List<Long> suspended =
                entries.stream()
                        .filter(each -> each.phase() instanceof Phase.Suspended)
                        .map(Entry::id)
                        .toList();
        return suspended.isEmpty() ? this : queued(suspended);
    }

    /// The store has more since the window was read.
    Window unread() {
        Reading next =
                switch (reading) {
                    case COMPLETE, MORE -> Reading.MORE;
                    case UNDER_WAY, STALE -> Reading.STALE;
                    case OUTDATED -> Reading.OUTDATED;
                };
        return new Window(entries, holds, readTo, next);
    }

    /// Clients have edited these items.
    Window noticed(Set<ItemKey> keys) {
        // An edit may have mended a held mutation, and its place is behind what was read.
        return Collections.disjoint(held(), keys) ? unread() : fromStart();
    }

    /// @param asked ids of a claim; those that were not claimed are not in the outbox any more
    Window claimed(List<Long> asked, List<Claimed> claimed) {
        List<Long> left = claimed.stream().map(each -> each.mutation().id()).toList();
        Window next = this;
        for (long id : asked) {
            next = left.contains(id) ? next : next.without(id);
        }
        return next;
    }

    /// The verdict on the mutation is durable.
    Window settled(long id, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Acknowledged _ -> without(id);
            case Verdict.Resolved(var _, var _, Resolution resolution) ->
                    switch (resolution) {
                        // Where later ones of the item have ended too, their claim will tell.
                        case Resolution.TakeTheirs _ -> without(id);
                        case Resolution.SendAgain _ -> queued(List.of(id));
                        case Resolution.Await _ -> holding(id);
                    };
            case Verdict.Suspended _, Verdict.SetAside _, Verdict.Faulted _ -> suspended(id);
            case Verdict.Contested _, Verdict.Postponed _ -> queued(List.of(id));
            // The policy has changed the item's later mutations, or holds them back.
            case Verdict.Refused _ -> withoutItemOf(id).fromStart();
        };
    }

    /// The store did not answer: what it was asked is asked again.
    Window unstored(List<Long> ids) {
        return ids.isEmpty() ? reading(Reading.MORE) : queued(ids);
    }

    Window reading(Reading next) {
        return new Window(entries, holds, readTo, next);
    }

    private Window in(Phase phase, List<Long> ids) {
        return holds(entries.changed(ids, each -> each.in(phase)));
    }

    private Window holds(Entries changed) {
        return new Window(changed, holds, readTo, reading);
    }
}
