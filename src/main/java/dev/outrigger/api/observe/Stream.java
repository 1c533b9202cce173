package dev.outrigger.api.observe;

import org.jspecify.annotations.Nullable;

/// One thing that a connection observes. Used on the connection's event loop only.
sealed interface Stream permits ChangeStream, SnapshotStream, EventStream {
    /// Begins; called once.
    void start();

    /// There may be something to send, and room to send it. Calls without need do no harm.
    void pump();

    /// Nothing is sent from here on.
    void close();

    /// The client has everything up to this seq, which may be more than its latest frame says; null
    /// where there is nothing to resume.
    @Nullable Long position();
}
