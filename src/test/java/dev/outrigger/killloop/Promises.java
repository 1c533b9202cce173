package dev.outrigger.killloop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What clients may rely on after what they were answered. Each item is written by one client, one
/// edit after the other; it may be deleted by any.
final class Promises {
    /// What may become of one item.
    private static final class Promise {
        /// The last title that was promised, and those after it that may have been stored.
        private final Set<String> titles = new LinkedHashSet<>();

        private boolean created;
        private boolean deleted;
        private boolean mayBeDeleted;
    }

    private final Map<String, Promise> promises = new LinkedHashMap<>();

    synchronized void wrote(String id, String title, Answer answer) {
        Promise promise = promises.computeIfAbsent(id, _ -> new Promise());
        switch (answer) {
            case PROMISED -> {
                promise.titles.clear();
                promise.titles.add(title);
                promise.created = true;
            }
            case OPEN -> promise.titles.add(title);
            case REFUSED -> {}
        }
    }

    synchronized void deleted(String id, Answer answer) {
        Promise promise = promises.computeIfAbsent(id, _ -> new Promise());
        switch (answer) {
            case PROMISED -> promise.deleted = true;
            case OPEN -> promise.mayBeDeleted = true;
            case REFUSED -> {}
        }
    }

    /// Whatever is wrong with these titles by id, which all replicas and the backend share.
    synchronized List<String> broken(Map<String, String> found) {
        List<String> broken = new ArrayList<>();
        Map<String, String> strangers = new HashMap<>(found);
        promises.forEach(
                (id, promise) -> {
                    String title = strangers.remove(id);
                    if (title == null) {
                        if (promise.created && !promise.deleted && !promise.mayBeDeleted) {
                            broken.add("lost: " + id + ", one of " + promise.titles);
                        }
                    } else if (promise.deleted) {
                        broken.add("not deleted: " + id);
                    } else if (!promise.titles.contains(title)) {
                        broken.add(id + " is " + title + ", not one of " + promise.titles);
                    }
                });
        strangers.keySet().forEach(id -> broken.add("nobody made " + id));
        return broken;
    }
}
