package dev.outrigger.remote.credentials;

import java.net.URI;

/// What credentials are shown with: a POST, or a message of the realtime channel that is signed as
/// if it were one.
public record Posting(URI address, String body) {
    /// The host with its port where the address names one, as AppSync's headers want it.
    public String authority() {
        return address.getPort() < 0
                ? address.getHost()
                : address.getHost() + ":" + address.getPort();
    }

    /// No body: it holds field values.
    @Override
    public String toString() {
        return "Posting[" + address + "]";
    }
}
