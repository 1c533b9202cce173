package dev.outrigger.remote.credentials;

import dev.outrigger.model.AuthRule;
import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.AuthRule.Provider;
import dev.outrigger.model.Model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Credentials of several kinds, of which the rules of a model say which are tried for it, in
/// DataStore's order.
public final class MultiAccess implements Access {
    private static final Set<Provider> OF_SOMEBODY =
            Set.of(Provider.USER_POOLS, Provider.OIDC, Provider.IAM);

    private final List<Credentials> all;
    private final Credentials usual;

    /// @param usual for what no rule speaks of
    public MultiAccess(List<Credentials> all, Credentials usual) {
        this.all = List.copyOf(all);
        this.usual = usual;
    }

    @Override
    public List<Credentials> ways(Model model, Action action) {
        List<AuthRule> rules =
                model.rules().stream().filter(rule -> rule.actions().contains(action)).toList();
        Set<Credentials> ways = new LinkedHashSet<>();
        for (Provider provider : RuleOrder.providers(rules, visitor())) {
            all.stream()
                    .filter(credentials -> credentials.providers().contains(provider))
                    .forEach(ways::add);
        }
        return ways.isEmpty() ? List.of(usual) : List.copyOf(ways);
    }

    private RuleOrder.Visitor visitor() {
        boolean somebody =
                all.stream()
                        .flatMap(credentials -> credentials.providers().stream())
                        .anyMatch(OF_SOMEBODY::contains);
        return somebody ? RuleOrder.Visitor.SIGNED_IN : RuleOrder.Visitor.SIGNED_OUT;
    }

    @Override
    public List<Credentials> forChannel() {
        Set<Credentials> usualFirst = new LinkedHashSet<>(List.of(usual));
        usualFirst.addAll(all);
        return List.copyOf(usualFirst);
    }
}
