package dev.outrigger.sync.push;

/// Where delivery stands.
public sealed interface PushState {
    /// The part of the outbox that delivery works on.
    Window window();

    /// Nothing new is sent. What was on its way when delivery stopped is still settled.
    record Idle(Window window) implements PushState {}

    /// Mutations are sent as fast as their order allows.
    ///
    /// @param failures in a row since the backend last took a mutation
    record Draining(Window window, int failures) implements PushState {}

    /// The backend is out of reach or asked for a pause: nothing new is sent until the wait ends.
    ///
    /// @param waitNumber number of this wait, to tell its end from the end of an older one
    record Waiting(Window window, int failures, int waitNumber) implements PushState {}

    static PushState initial() {
        return new Idle(Window.empty());
    }
}
