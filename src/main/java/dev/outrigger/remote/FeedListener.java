package dev.outrigger.remote;

import dev.outrigger.remote.credentials.Shown;

/// Told what becomes of the subscriptions of a changefeed; nothing more after [#lost].
interface FeedListener {
    /// The backend acknowledged one more connection.
    void connected();

    void acknowledged(Subscription subscription);

    void told(Subscription subscription, RealtimeFrame.Event event);

    /// The backend refused it, or ended it with an error.
    void failed(Subscription subscription, RealtimeFrame.Failed failure);

    /// The backend did not start it, because of the credentials that it was asked for with, or it
    /// named no reason.
    void turnedAway(Subscription subscription, Shown.Headers shown, RealtimeFrame.Failed failure);

    /// It was not asked for.
    void unable(Subscription subscription, String reason);

    /// The backend ended it.
    void completed(Subscription subscription);

    void lost(String reason);
}
