package dev.outrigger.sync.push;

/// Whether the backend takes mutations at all, as far as its latest answers tell.
///
/// A mutation at which it fails each time looks like an outage, and an outage like such a mutation.
/// They are told apart by what else is taken meanwhile: so while anything is in doubt delivery goes
/// on with one mutation at a time, until one is taken.
public sealed interface Health {
    /// Nothing is known: delivery has just begun, or the backend speaks and has taken nothing yet.
    record Unknown() implements Health {}

    /// The latest word is that it took a mutation, or that it took somebody else's.
    record Taking() implements Health {}

    /// It has failed at this mutation and at no other since it last took one.
    record Suspecting(long mutationId) implements Health {}

    /// It has failed at several, and taken none between.
    record Failing() implements Health {}

    /// It took a mutation.
    default Health took() {
        return this instanceof Taking ? this : new Taking();
    }

    /// It has a definite word about a mutation, which it did not take.
    default Health spoke() {
        return switch (this) {
            case Unknown _, Taking _ -> this;
            case Suspecting _, Failing _ -> new Unknown();
        };
    }

    /// It failed at the mutation, or did not answer.
    default Health failedAt(long mutationId) {
        return switch (this) {
            case Unknown _, Taking _ -> new Suspecting(mutationId);
            case Suspecting(long suspect) when suspect == mutationId -> this;
            case Suspecting _, Failing _ -> new Failing();
        };
    }

    /// Somebody else's mutation was taken. Where several of ours were not, that is no comfort: it
    /// may be this device that the backend has trouble with.
    default Health othersWereTaken() {
        return switch (this) {
            case Suspecting _ -> new Taking();
            case Unknown _, Taking _, Failing _ -> this;
        };
    }

    /// True while one mutation at a time has to find out whether others may follow.
    default boolean probes() {
        return switch (this) {
            case Unknown _, Taking _ -> false;
            case Suspecting _, Failing _ -> true;
        };
    }

    /// True when a failure at this mutation may well be its own matter: nothing says that the
    /// backend fails at others too.
    default boolean sparesOthers(long mutationId) {
        return switch (this) {
            case Unknown _, Taking _ -> true;
            case Suspecting(long suspect) -> suspect == mutationId;
            case Failing _ -> false;
        };
    }
}
