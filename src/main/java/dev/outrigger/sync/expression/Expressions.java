package dev.outrigger.sync.expression;

import java.util.LinkedHashMap;
import java.util.Map;

/// The sync expressions of a replica.
///
/// @param byModel those that somebody gave; a model that is absent is not limited
public record Expressions(Map<String, Expression> byModel) {
    private static final Expressions NONE = new Expressions(Map.of());

    public Expressions {
        byModel = Map.copyOf(byModel);
    }

    /// Of a replica that keeps everything.
    public static Expressions none() {
        return NONE;
    }

    public Expression of(String model) {
        return byModel.getOrDefault(model, new Expression.Everything());
    }

    /// False when nothing of the model is selected.
    public boolean selectsFrom(String model) {
        return !(of(model) instanceof Expression.Nothing);
    }

    /// These, with those of `stronger` in the place of the ones for the same models.
    public Expressions overlaid(Expressions stronger) {
        Map<String, Expression> both = new LinkedHashMap<>(byModel);
        both.putAll(stronger.byModel());
        return new Expressions(both);
    }
}
