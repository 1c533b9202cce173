package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.backend.authorization.ModelRights;
import dev.outrigger.backend.authorization.Rulebook;
import dev.outrigger.backend.identity.Caller;
import dev.outrigger.model.Model;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The rights of one request's caller, each found out once.
final class CallerRights {
    private final Rulebook rules;
    private final Caller caller;
    private final Map<String, ModelRights> known = new ConcurrentHashMap<>();

    CallerRights(Rulebook rules, Caller caller) {
        this.rules = rules;
        this.caller = caller;
    }

    ModelRights of(Model model) {
        return known.computeIfAbsent(model.name(), _ -> rules.rights(caller, model));
    }
}
