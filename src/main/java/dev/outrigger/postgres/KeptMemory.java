package dev.outrigger.postgres;

/// Makes the server's process of a session keep the memory that a statement has used for the next
/// one. The GNU C library gives memory at the top of the heap back to the kernel as soon as 128 KiB
/// of it are free, several times for a statement whose parameters are arrays: these calls, and the
/// page faults of getting it again, were a quarter of what PostgreSQL did for a group of saves.
/// Once the process has freed one large block, the library keeps twice as much as that block had.
/// With another C library the statement does nothing.
final class KeptMemory {
    static final String STATEMENT = "select octet_length(repeat('x', 2097152))";

    private KeptMemory() {}
}
