package dev.outrigger.sync.push;

/// How fast delivery goes: what the backend's answers have taught so far.
///
/// @param failures in a row since the backend last took a mutation
/// @param health whether it takes mutations at all
/// @param lanes documents that may be on their way at once. Throttling and errors halve it; it
///     grows by one each time that a document of every lane was taken
/// @param batch mutations that one document may have. A document that was refused as a whole halves
///     it; it is tried with twice as many after [#PATIENCE] documents
/// @param documents number of the newest document
/// @param counted number of the document that was counted as taken last: it counts once, however
///     many mutations it has
public record Pace(
        int failures, Health health, Degree lanes, Degree batch, long documents, long counted) {
    /// So few of the documents are refused, and one bad mutation among many is soon forgotten.
    private static final int PATIENCE = 32;

    static Pace full(PushLimits limits) {
        return new Pace(
                0,
                new Health.Unknown(),
                Degree.full(limits.lanes()),
                Degree.full(limits.document().mutations()),
                0,
                0);
    }

    /// As many documents at once as were learnt, without the failures: delivery begins anew.
    Pace rested() {
        return new Pace(0, new Health.Unknown(), lanes, batch, documents, counted);
    }

    /// One more document is made.
    Pace oneMore() {
        return new Pace(failures, health, lanes, batch, documents + 1, counted);
    }

    /// The backend took a mutation of the document.
    Pace took(long document) {
        Health well = health.took();
        return document == counted
                ? new Pace(0, well, lanes, batch, documents, counted)
                : new Pace(
                        0, well, lanes.tookOne(), batch.tookOneOf(PATIENCE), documents, document);
    }

    /// The backend has a definite word about a mutation, which it did not take.
    Pace spoke() {
        return in(health.spoke());
    }

    /// The changefeed tells of a mutation of somebody else.
    Pace othersWereTaken() {
        return in(health.othersWereTaken());
    }

    /// Something failed that says nothing of how much the backend takes.
    Pace failed() {
        return new Pace(failures + 1, health, lanes, batch, documents, counted);
    }

    /// The backend throttles, is in trouble or out of reach.
    Pace failed(long document) {
        return new Pace(
                failures + 1, health, lanes.halved(document, documents), batch, documents, counted);
    }

    /// The backend failed at the mutation, or did not answer.
    Pace failedAt(long mutationId) {
        return in(health.failedAt(mutationId));
    }

    /// The document had too much in it.
    Pace refused(long document) {
        return new Pace(
                failures, health, lanes, batch.halved(document, documents), documents, counted);
    }

    private Pace in(Health next) {
        return next == health ? this : new Pace(failures, next, lanes, batch, documents, counted);
    }
}
