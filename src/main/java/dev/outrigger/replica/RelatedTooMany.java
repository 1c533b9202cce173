package dev.outrigger.replica;

/// An observation that follows relations cannot go on: one change would have it look at more items
/// than it may. The way on is a live query.
public final class RelatedTooMany extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int limit;

    RelatedTooMany(int limit) {
        super("more than " + limit + " items hang on one related item", null, false, false);
        this.limit = limit;
    }

    public int limit() {
        return limit;
    }
}
