package dev.outrigger.simulation;

import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.UnreadItem;
import dev.outrigger.sync.pull.PullOutcome;

import java.util.ArrayList;
import java.util.List;

/// What a device makes of the items that reach it: some it cannot read, until it asks once more.
final class Reception {
    private final Weather weather;

    Reception(Weather weather) {
        this.weather = weather;
    }

    boolean fails() {
        return weather.happens(Fault.UNREADABLE);
    }

    static UnreadItem unread(RemoteItem item) {
        return new UnreadItem(
                item.key().model(), item.key(), item.version(), "{}", "it cannot be read");
    }

    /// What was pulled, as a device reads it that speaks so.
    PullOutcome of(PullOutcome outcome, Dialect dialect) {
        return outcome instanceof PullOutcome.Page page ? read(page, dialect) : outcome;
    }

    private PullOutcome read(PullOutcome.Page page, Dialect dialect) {
        List<RemoteItem> items = new ArrayList<>();
        List<UnreadItem> unread = new ArrayList<>(page.rejected());
        for (RemoteItem item : page.items()) {
            if (fails()) {
                unread.add(unread(item));
            } else {
                dialect.read(item).ifPresentOrElse(items::add, () -> unread.add(unread(item)));
            }
        }
        return new PullOutcome.Page(items, unread, page.nextToken(), page.startedAt());
    }
}
