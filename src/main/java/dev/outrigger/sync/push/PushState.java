package dev.outrigger.sync.push;

/// Where delivery stands.
public sealed interface PushState {
    /// The part of the outbox that delivery works on.
    Window window();

    Pace pace();

    /// Nothing new is sent. What was on its way when delivery stopped is still settled.
    record Idle(Window window, Pace pace) implements PushState {}

    /// Mutations are sent as fast as their order and the pace allow.
    record Draining(Window window, Pace pace) implements PushState {}

    /// Nothing new is sent until the wait ends.
    record Waiting(Window window, Pace pace, Reason reason) implements PushState {}

    /// Why delivery waits, and so what ends its wait early.
    enum Reason {
        /// The backend is out of reach: whatever shows that it is not ends the wait.
        BACK_OFF,
        /// The backend asked for it: only somebody who wants an attempt now ends it.
        ASKED,
        /// The backend does not know who asks: other credentials end it, or somebody who wants an
        /// attempt now.
        NOT_SIGNED_IN
    }
}
