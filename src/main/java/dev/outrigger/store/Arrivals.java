package dev.outrigger.store;

import dev.outrigger.replica.LoggedChange;
import dev.outrigger.sync.ItemChange;
import dev.outrigger.sync.ItemChange.Kind;
import dev.outrigger.sync.Origin;
import dev.outrigger.sync.StoredItem;

import java.util.ArrayList;
import java.util.List;

/// The changes of one transaction, parted into what the log spells out and what it does not.
///
/// A page of a base sync writes every item once this way, instead of once as a row and once more as
/// JSON in the log. An observer that reads the log gets the item back from its row.
///
/// @param runs of many changes each, in order
/// @param others in order
record Arrivals(List<Arrival> runs, List<LoggedChange> others) {
    /// A shorter run is not worth a row that has to be looked for.
    private static final int SHORTEST_RUN = 200;

    static Arrivals among(Overlay overlay) {
        List<LoggedChange> changes = overlay.changes();
        if (changes.size() < SHORTEST_RUN) {
            return new Arrivals(List.of(), changes);
        }
        Arrivals parted = new Arrivals(new ArrayList<>(), new ArrayList<>());
        int begin = 0;
        while (begin < changes.size()) {
            int end = endOfRun(overlay, changes, begin);
            if (end - begin >= SHORTEST_RUN) {
                parted.runs.add(arrival(changes.get(begin), changes.get(end - 1)));
            } else {
                end = Math.max(end, begin + 1);
                parted.others.addAll(changes.subList(begin, end));
            }
            begin = end;
        }
        return parted;
    }

    private static Arrival arrival(LoggedChange first, LoggedChange last) {
        return new Arrival(first.change().key().model(), first.seq(), last.seq(), first.at());
    }

    /// @return the place after the run that begins at `begin`, or `begin` when none does
    private static int endOfRun(Overlay overlay, List<LoggedChange> changes, int begin) {
        String model = changes.get(begin).change().key().model();
        int end = begin;
        while (end < changes.size()
                && changes.get(end).change().key().model().equals(model)
                && isReadableFromItsRow(overlay, changes.get(end))) {
            end++;
        }
        return end;
    }

    /// Whether the row says all that the change says.
    private static boolean isReadableFromItsRow(Overlay overlay, LoggedChange logged) {
        ItemChange change = logged.change();
        return change.kind() == Kind.INSERT
                && change.origin() == Origin.REMOTE
                && mayHaveArrived(change.after())
                && overlay.seq(change.key()) == logged.seq()
                && change.after().equals(overlay.knowledge(change.key()).stored());
    }

    /// False when the item's change is spelled out for certain.
    static boolean mayHaveArrived(StoredItem stored) {
        return stored.live()
                && stored.base() == null
                && stored.version() != null
                && !stored.pending();
    }
}
