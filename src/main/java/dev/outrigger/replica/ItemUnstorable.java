package dev.outrigger.replica;

/// The replica's database is well, and cannot hold what it was given: a value is too long for an
/// index, say. Another attempt with the same item would end in the same way. The message has no
/// values.
public final class ItemUnstorable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ItemUnstorable(String message, Throwable cause) {
        super(message, cause);
    }
}
