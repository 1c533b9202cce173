package dev.outrigger.backend.identity;

import java.time.InstantSource;

/// Who is let in, and by which clock that ends.
public record Entrance(Authenticator authenticator, InstantSource clock) {
    /// By the clock of this machine.
    public static Entrance of(Authenticator authenticator) {
        return new Entrance(authenticator, InstantSource.system());
    }

    /// True when credentials that were valid are not so any more.
    public boolean over(Identification.Identified identified) {
        return !clock.instant().isBefore(identified.validUntil());
    }
}
