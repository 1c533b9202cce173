package dev.outrigger.api.observe;

import dev.outrigger.api.problem.Problem;

/// A client that is connected. Used on its event loop only.
sealed interface Observer permits ObserveConnection, ServerSentEvents {
    /// There may be news.
    void pump();

    /// Shows that the connection lives; called every now and then.
    void beat();

    /// Tells the client why what it observes ends, and ends it; the client may come again.
    void end(Problem problem);

    /// The server goes, and closes the connection; the client may come again.
    void leave();

    /// It is gone.
    void closed();
}
