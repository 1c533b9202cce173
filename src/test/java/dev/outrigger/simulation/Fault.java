package dev.outrigger.simulation;

/// What can go wrong, each with how likely it is at most, for one request, item or step.
enum Fault {
    /// A request does not arrive; the caller waits for its time limit.
    REQUEST_LOST(0.2),
    /// A request is carried out, and its answer does not arrive.
    ANSWER_LOST(0.2),
    /// A request is carried out, and something on the way answers it with a page of HTML.
    ANSWER_GARBLED(0.1),
    /// An item of the changefeed comes twice.
    DUPLICATED(0.1),
    /// An item comes in a form that the device cannot read, this time.
    UNREADABLE(0.05),
    /// The backend is in trouble and says so.
    UNAVAILABLE(0.2),
    /// The backend asks for a pause.
    THROTTLED(0.1),
    /// The backend breaks down at a mutation, before or after it has carried it out.
    BROKEN_DOWN(0.1),
    /// The backend dies of every mutation of an item, and what stands before it answers for it.
    POISONED(0.02),
    /// The backend refuses a mutation for good.
    REFUSED(0.05),
    /// A changefeed breaks at an item.
    LINK_BROKEN(0.1),
    /// The process ends, before or after what it was about to make durable.
    CRASHED(0.02),
    /// The database fails, before or after it committed.
    STORE_FAILED(0.02),
    /// The backend does not answer anybody for minutes.
    BACKEND_DOWN(0.05),
    /// The backend does not know a device's user until somebody signs in again.
    SIGNED_OUT(0.03),
    /// Every device edits the same item at once.
    CONFLICT_STORM(0.1),
    /// The program that decides about conflicts does not answer, or not usefully.
    ADVICE_FAILED(0.3),
    /// It takes minutes.
    ADVICE_LATE(0.2),
    /// The backend has forgotten what changed since a device asked last. Not drawn: it comes from
    /// the times of a run, as the next two do.
    DELTA_EXPIRED(0),
    /// The backend does not go on with the token of a page.
    TOKEN_EXPIRED(0),
    /// The backend has forgotten that an item was deleted: it is as if it had never been.
    DELETION_FORGOTTEN(0),
    /// A mutation is carried out twice, against assumption S3. Never drawn: it shows that the
    /// checkers see what they are there for.
    CARRIED_OUT_TWICE(0),
    /// A mutation is answered as stored and is not, against all assumptions. Never drawn.
    FORGOTTEN(0),
    /// A device starts with another schema than the one that its replica was filled under. It comes
    /// from a step, in runs in which there is a [Release].
    SCHEMA_CHANGED(0),
    /// The process ends before or after the transaction that brings the replica under it.
    UPGRADE_CRASHED(0.5);

    private final double most;

    Fault(double most) {
        this.most = most;
    }

    double most() {
        return most;
    }
}
