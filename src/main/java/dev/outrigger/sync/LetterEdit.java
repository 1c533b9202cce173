package dev.outrigger.sync;

import dev.outrigger.sync.PendingMutation.Standing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// One edit of the dead letters, as part of an [Effect].
public sealed interface LetterEdit {
    record Add(DeadLetter letter) implements LetterEdit {}

    /// Somebody has decided about it.
    record Remove(long id) implements LetterEdit {}

    /// What `effect` does to the letters of its item. A letter whose mutation is held ends with the
    /// hold, whatever ends that: an edit that mends it, a delete, or another attempt.
    static List<LetterEdit> of(Knowledge before, Effect effect, Knowledge after) {
        if (before.outbox().isEmpty()) {
            return effect.letters();
        }
        Set<Long> held =
                after.outbox().stream()
                        .filter(each -> each.standing() == Standing.HELD)
                        .map(PendingMutation::id)
                        .collect(Collectors.toSet());
        List<LetterEdit> edits = new ArrayList<>();
        for (PendingMutation each : before.outbox()) {
            if (each.standing() == Standing.HELD && !held.contains(each.id())) {
                edits.add(new Remove(each.id()));
            }
        }
        edits.addAll(effect.letters());
        return edits;
    }
}
