package dev.outrigger.sync.reconcile;

/// How many incoming items were new, updated and deleted for clients, and how many made no
/// difference to them.
public record Applied(int inserted, int updated, int deleted, int ignored) {
    private static final Applied NONE = new Applied(0, 0, 0, 0);

    public static Applied none() {
        return NONE;
    }

    public Applied plus(Applied other) {
        return new Applied(
                inserted + other.inserted,
                updated + other.updated,
                deleted + other.deleted,
                ignored + other.ignored);
    }
}
