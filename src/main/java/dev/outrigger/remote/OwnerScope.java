package dev.outrigger.remote;

import dev.outrigger.contract.Call;
import dev.outrigger.contract.Operation;
import dev.outrigger.model.AuthRule;
import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.AuthRule.Grantee;
import dev.outrigger.model.AuthRule.Provider;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.OperationNames;
import dev.outrigger.runtime.TokenClaims;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Whose items a subscription asks for. The older transformer wants the owner named where owners
/// are the only ones who may listen, and the newer one takes the name.
sealed interface OwnerScope {
    /// No owner is named: the backend tells all that the rules let this caller see.
    record Unnamed() implements OwnerScope {}

    /// @param field that holds owners; the argument has its name
    record Own(String field, String owner) implements OwnerScope {
        Operation of(Operation subscription) {
            return subscription.with(new Call.Argument(field, "String!"));
        }

        Map<String, Object> variables() {
            return Map.of(field, owner);
        }

        /// No owner: it is somebody's name.
        @Override
        public String toString() {
            return "Own[" + field + "]";
        }
    }

    /// Nobody can be named.
    record Missing(String reason) implements OwnerScope {}

    /// @param shown the kinds of credentials that the subscription is asked for with
    /// @param claims of the token among them; without values when there is none
    static OwnerScope of(Model model, Set<Provider> shown, TokenClaims claims) {
        List<AuthRule> rules =
                model.rules().stream()
                        .filter(rule -> rule.actions().contains(Action.LISTEN))
                        .filter(rule -> shown.contains(rule.provider()))
                        .toList();
        boolean open =
                model.operations().subscriptions().level() == OperationNames.Level.PUBLIC
                        || rules.stream().anyMatch(rule -> seesMore(rule.grantee(), claims));
        List<Grantee.Owner> owners =
                rules.stream()
                        .map(AuthRule::grantee)
                        .filter(Grantee.Owner.class::isInstance)
                        .map(Grantee.Owner.class::cast)
                        .toList();
        // Of several owners, naming one would leave out the items of the others.
        return open || owners.size() != 1 ? new Unnamed() : named(model, owners.getFirst(), claims);
    }

    /// True when a rule may let this caller see items that it does not own.
    private static boolean seesMore(Grantee grantee, TokenClaims claims) {
        return switch (grantee) {
            case Grantee.Public _, Grantee.Private _, Grantee.Custom _ -> true;
            case Grantee.StaticGroups(List<String> groups, String claim) ->
                    !Collections.disjoint(groups, claims.groups(claim));
            case Grantee.DynamicGroups _ -> true;
            case Grantee.Owner _ -> false;
        };
    }

    private static OwnerScope named(Model model, Grantee.Owner owner, TokenClaims claims) {
        if (model.field(owner.field()).filter(Field::isList).isPresent()) {
            return new Unnamed();
        }
        // Of several claims that are joined in a field, a client is shown the last.
        String last = List.of(owner.identityClaim().split("::")).getLast();
        return claims.text(last)
                .<OwnerScope>map(name -> new Own(owner.field(), name))
                .orElseGet(
                        () ->
                                new Missing(
                                        "Owner field required, sign in is needed in order to"
                                                + " perform this operation: the token has no claim "
                                                + last));
    }
}
