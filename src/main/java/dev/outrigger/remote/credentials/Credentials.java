package dev.outrigger.remote.credentials;

import dev.outrigger.model.AuthRule.Provider;

import io.vertx.core.Future;

import java.util.Set;

/// One kind of credentials for the backend. All calls come on one Vert.x context.
public interface Credentials {
    /// What to show with a request; never failed.
    Future<Shown> show(Posting posting);

    /// The backend turned away what was shown.
    ///
    /// @return what the next showing may be
    Prospect turnedAway(Shown.Headers shown);

    /// Of which rules of `@auth` they may satisfy one, when there is something to show.
    Set<Provider> providers();

    /// False while nobody is signed in, so that there is nothing to show.
    default boolean present() {
        return true;
    }

    /// True while somebody is signed in whose token has yet to be handed over: nobody else's
    /// credentials may be shown for what is theirs.
    default boolean outstanding() {
        return false;
    }

    /// What can be expected of credentials that were turned away.
    enum Prospect {
        /// The next showing may differ.
        FRESH,
        /// It would be the same.
        SAME
    }
}
