package dev.outrigger.backend.identity;

import dev.outrigger.model.AuthRule;

import java.time.InstantSource;

/// Who is let in, and by which clock that ends.
///
/// @param usual the credentials that count where a schema does not say which
public record Entrance(Authenticator authenticator, InstantSource clock, AuthRule.Provider usual) {
    /// By the clock of this machine, for a schema that is meant for API keys.
    public static Entrance of(Authenticator authenticator) {
        return new Entrance(authenticator, InstantSource.system(), AuthRule.Provider.API_KEY);
    }

    /// True when credentials that were valid are not so any more.
    public boolean over(Identification.Identified identified) {
        return !clock.instant().isBefore(identified.validUntil());
    }
}
