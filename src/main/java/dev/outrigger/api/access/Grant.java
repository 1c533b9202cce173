package dev.outrigger.api.access;

import java.util.EnumSet;
import java.util.Set;

/// What a token allows: scopes, on the models of a reach.
///
/// Whoever is limited to some models has not the scope `admin`, which concerns all of them.
public record Grant(Set<Scope> scopes, Reach reach) {
    public Grant {
        Set<Scope> kept = EnumSet.noneOf(Scope.class);
        kept.addAll(scopes);
        if (reach instanceof Reach.Only) {
            kept.remove(Scope.ADMIN);
        }
        scopes = Set.copyOf(kept);
    }

    /// Every scope on every model.
    public static Grant everything() {
        return new Grant(EnumSet.allOf(Scope.class), new Reach.Everything());
    }

    /// Nothing at all.
    public static Grant nothing() {
        return new Grant(Set.of(), new Reach.Everything());
    }
}
