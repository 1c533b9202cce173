package dev.outrigger.simulation;

/// What one device can reach, whatever the backend does: whether it has a network, and whether
/// the backend knows its user.
final class Reach {
    private boolean online = true;
    private boolean signedIn = true;
    private Runnable cut = () -> {};

    boolean online() {
        return online;
    }

    boolean signedIn() {
        return signedIn;
    }

    /// @param link what breaks when the network or the session ends
    void holds(Runnable link) {
        cut = link;
    }

    void connect() {
        online = true;
    }

    void disconnect() {
        online = false;
        cut.run();
    }

    void signIn() {
        signedIn = true;
    }

    void signOut() {
        signedIn = false;
        cut.run();
    }
}
