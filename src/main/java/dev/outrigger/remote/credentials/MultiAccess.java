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
        List<Credentials> present = all.stream().filter(Credentials::present).toList();
        List<Credentials> ways = among(present, RuleOrder.providers(rules, visitor(present)));
        return ways.isEmpty() ? whenSignedOut(rules) : ways;
    }

    /// Where the rules want somebody to sign in, that is waited for: shown anything else, the
    /// backend would refuse for good what it takes from the one who is to sign in.
    private List<Credentials> whenSignedOut(List<AuthRule> rules) {
        List<Credentials> wanted =
                among(all, RuleOrder.providers(rules, RuleOrder.Visitor.SIGNED_IN));
        return wanted.isEmpty() ? List.of(usual) : wanted;
    }

    private static List<Credentials> among(List<Credentials> some, Set<Provider> providers) {
        Set<Credentials> ways = new LinkedHashSet<>();
        for (Provider provider : providers) {
            some.stream()
                    .filter(credentials -> credentials.providers().contains(provider))
                    .forEach(ways::add);
        }
        return List.copyOf(ways);
    }

    private static RuleOrder.Visitor visitor(List<Credentials> present) {
        boolean somebody =
                present.stream()
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
