package dev.outrigger.sync.edit;

import dev.outrigger.sync.Effect;

import java.util.List;

/// What [LetterRules] decided.
public sealed interface LetterDecision {
    /// @param effects on the letter's item, one after the other
    record Taken(List<Effect> effects) implements LetterDecision {
        public Taken {
            effects = List.copyOf(effects);
        }
    }

    record Refused(Refusal refusal) implements LetterDecision {}
}
