package dev.outrigger.remote.credentials;

import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.Model;

import java.util.List;

/// Which credentials are shown for what.
public interface Access {
    /// The credentials to try for an operation on a model, in this order; at least one.
    List<Credentials> ways(Model model, Action action);

    /// Those to try for opening the realtime channel, of which only valid credentials are asked; at
    /// least one.
    List<Credentials> forChannel();

    /// The same credentials for everything.
    static Access only(Credentials credentials) {
        return new SingleAccess(credentials);
    }
}
