package dev.outrigger.remote.credentials;

import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.Model;

import java.util.List;

/// Shows nothing in the place of a token that a user has yet to hand over. Other credentials would
/// deliver what the user wrote in nobody's name, or have it refused for good.
///
/// @param all that are shown for anything
/// @param otherwise what is shown while no such token is outstanding
public record UserAccess(List<Credentials> all, Access otherwise) implements Access {
    public UserAccess {
        all = List.copyOf(all);
    }

    @Override
    public List<Credentials> ways(Model model, Action action) {
        List<Credentials> outstanding = outstanding();
        return outstanding.isEmpty() ? otherwise.ways(model, action) : outstanding;
    }

    @Override
    public List<Credentials> forChannel() {
        List<Credentials> outstanding = outstanding();
        return outstanding.isEmpty() ? otherwise.forChannel() : outstanding;
    }

    private List<Credentials> outstanding() {
        return all.stream().filter(Credentials::outstanding).toList();
    }
}
