package dev.outrigger.remote.credentials;

import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.Model;

import java.util.List;
import java.util.Map;

/// Single models have credentials of their own, in an order of their own.
///
/// @param models by the name of the model; each at least one
/// @param otherwise for all other models
public record ModelAccess(Map<String, List<Credentials>> models, Access otherwise)
        implements Access {
    public ModelAccess {
        models = Map.copyOf(models);
    }

    @Override
    public List<Credentials> ways(Model model, Action action) {
        List<Credentials> own = models.get(model.name());
        return own == null ? otherwise.ways(model, action) : own;
    }

    @Override
    public List<Credentials> forChannel() {
        return otherwise.forChannel();
    }
}
