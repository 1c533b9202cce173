package dev.outrigger.remote;

import dev.outrigger.sync.push.PushOutcome;

/// What the answer to a mutation says.
sealed interface PushReading {
    record Decided(PushOutcome outcome) implements PushReading {}

    /// The backend stored the mutation but could not say what the item is now.
    record StoredUnseen(String reason) implements PushReading {}
}
