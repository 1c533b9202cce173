package dev.outrigger.sync.pull;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// When each model is pulled next.
///
/// @param entries by model, in the order in which models are pulled
public record Agenda(Map<String, Entry> entries) {
    private static final Agenda EMPTY = new Agenda(Map.of());

    /// @param due local clock
    /// @param failures of the model in a row; 0 when its last pull went well
    public record Entry(Instant due, int failures) {}

    public Agenda {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    public static Agenda empty() {
        return EMPTY;
    }

    Agenda with(String model, Entry entry) {
        Map<String, Entry> next = new LinkedHashMap<>(entries);
        next.put(model, entry);
        return new Agenda(next);
    }

    int failures(String model) {
        Entry entry = entries.get(model);
        return entry == null ? 0 : entry.failures();
    }

    /// Models whose last pull failed.
    public List<String> failed() {
        return models(entry -> entry.failures() > 0);
    }

    /// Until the first model is due.
    Duration wait(Instant now) {
        return Duration.between(now, first(now).isBefore(now) ? now : first(now));
    }

    /// The models whose time has come when a wait is over. The first one's has come in any case:
    /// the wait was for it, and the local clock may have been put back since.
    List<String> due(Instant now) {
        Instant first = first(now);
        Instant until = first.isAfter(now) ? first : now;
        return models(entry -> !entry.due().isAfter(until));
    }

    private Instant first(Instant now) {
        return entries.values().stream().map(Entry::due).min(Instant::compareTo).orElse(now);
    }

    private List<String> models(Predicate<Entry> chosen) {
        return entries.entrySet().stream()
                .filter(each -> chosen.test(each.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
