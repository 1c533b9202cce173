package dev.outrigger.api.access;

import dev.outrigger.api.problem.AccessProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.predicate.Predicate;

import io.vertx.ext.web.RoutingContext;

import java.time.Instant;

/// Who sent a request, and what they may ask for. Every endpoint asks it about the models that its
/// request names; the scope of a route is asked for by the route itself.
///
/// @param name for logs and for counting requests: never a token or a part of one
/// @param validUntil when the credentials end, by the local clock; [Instant#MAX] for never
public record Caller(String name, Grant grant, Instant validUntil) {
    private static final String KEY = "outrigger.caller";

    private static final Caller ANYBODY = new Caller("anybody", Grant.everything(), Instant.MAX);
    private static final Caller NOBODY = new Caller("nobody", Grant.nothing(), Instant.MAX);

    /// Whoever reaches an API that asks for no token.
    public static Caller anybody() {
        return ANYBODY;
    }

    /// Who sent a request that was let in. It may do nothing when nobody said who it is.
    public static Caller of(RoutingContext context) {
        Caller caller = context.get(KEY);
        return caller == null ? NOBODY : caller;
    }

    void sent(RoutingContext context) {
        context.put(KEY, this);
    }

    /// True when nobody said who it is.
    boolean isNobody() {
        return this == NOBODY;
    }

    public boolean may(Scope scope) {
        return grant.scopes().contains(scope);
    }

    public boolean reaches(String model) {
        return grant.reach().includes(model);
    }

    /// True when there is a model that it does not reach.
    public boolean limited() {
        return grant.reach() instanceof Reach.Only;
    }

    /// @throws RequestRefused when it has not this scope
    public void require(Scope scope) {
        if (!may(scope)) {
            throw RequestRefused.because(new AccessProblem.ScopeMissing(scope.word()));
        }
    }

    /// @throws RequestRefused when it does not reach this model
    public void requireModel(String model) {
        if (!reaches(model)) {
            throw RequestRefused.because(new AccessProblem.ModelRefused(model));
        }
    }

    /// What matches a predicate tells of the items that its relations lead to.
    ///
    /// @throws RequestRefused when it does not reach all models that the predicate asks about
    public void requireModels(Predicate predicate) {
        switch (predicate) {
            case Predicate.All _, Predicate.Test _, Predicate.Size _, Predicate.Search _ -> {}
            case Predicate.And(var parts) -> parts.forEach(this::requireModels);
            case Predicate.Or(var parts) -> parts.forEach(this::requireModels);
            case Predicate.Not(var part) -> requireModels(part);
            case Predicate.Related(var relation, var part) -> {
                requireModel(relation.target());
                requireModels(part);
            }
        }
    }
}
