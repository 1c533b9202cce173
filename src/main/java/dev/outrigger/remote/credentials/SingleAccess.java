package dev.outrigger.remote.credentials;

import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.Model;

import java.util.List;

/// The same credentials for everything, whatever the rules of a model say.
///
/// @param credentials what DataStore calls the default mode of the API
record SingleAccess(Credentials credentials) implements Access {
    @Override
    public List<Credentials> ways(Model model, Action action) {
        return List.of(credentials);
    }

    @Override
    public List<Credentials> forChannel() {
        return List.of(credentials);
    }
}
