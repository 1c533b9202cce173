package dev.outrigger.sync.push;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.PendingMutation;
import dev.outrigger.sync.PendingMutation.Standing;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/// The items of which nothing is sent until somebody decides.
///
/// @param items their keys
/// @param unmade those of them that the backend has not and was never asked to make: what refers to
///     them is not sent either
record Held(Set<ItemKey> items, Set<ItemKey> unmade) {
    private static final Held NOTHING = new Held(Set.of(), Set.of());

    Held {
        items = Set.copyOf(items);
        unmade = Set.copyOf(unmade);
    }

    static Held nothing() {
        return NOTHING;
    }

    Held and(ItemKey item) {
        Set<ItemKey> more = new HashSet<>(items);
        more.add(item);
        return new Held(more, unmade);
    }

    /// Reads on in the outbox where this was read.
    Sieve sieve() {
        return new Sieve(this);
    }

    /// Takes the held mutations of the outbox out, from the oldest to the newest, with what waits
    /// behind them.
    static final class Sieve {
        private final Set<ItemKey> items;
        private final Set<ItemKey> unmade;

        private Sieve(Held before) {
            this.items = new HashSet<>(before.items);
            this.unmade = new HashSet<>(before.unmade);
        }

        /// True when the mutation may be sent in its turn.
        boolean passes(PendingMutation mutation) {
            boolean orphaned = isOrphaned(mutation);
            if (orphaned || awaitsDecision(mutation.standing())) {
                items.add(mutation.key());
                if (mutation.neverAsked() || (orphaned && creates(mutation))) {
                    unmade.add(mutation.key());
                }
                return false;
            }
            return !items.contains(mutation.key());
        }

        Held held() {
            return new Held(items, unmade);
        }

        /// A deletion needs no parent.
        private boolean isOrphaned(PendingMutation mutation) {
            return mutation.mutation().kind() != Mutation.Kind.DELETE
                    && !Collections.disjoint(mutation.related(), unmade);
        }

        private static boolean creates(PendingMutation mutation) {
            return mutation.mutation().kind() == Mutation.Kind.CREATE;
        }

        private static boolean awaitsDecision(Standing standing) {
            return switch (standing) {
                case HELD, DISPUTED -> true;
                case WAITING, SENT, CONTESTED -> false;
            };
        }
    }
}
