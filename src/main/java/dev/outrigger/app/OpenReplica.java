package dev.outrigger.app;

import dev.outrigger.api.ServedReplica;
import dev.outrigger.runtime.RemoteSession;

/// A replica that is open, with the engine and the link that belong to it.
///
/// @param session takes the token of its user
/// @param parts ends all of it
record OpenReplica(ServedReplica served, RemoteSession session, Parts parts)
        implements AutoCloseable {
    @Override
    public void close() {
        parts.close();
    }
}
