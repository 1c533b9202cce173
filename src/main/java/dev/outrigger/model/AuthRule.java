package dev.outrigger.model;

import java.util.List;
import java.util.Set;

/// One rule of `@auth`: who may do what with the items of a model, or with one field of them. Rules
/// only allow; what no rule allows is refused.
///
/// @param provider the kind of credentials that the rule is for
/// @param actions at least one
public record AuthRule(Grantee grantee, Provider provider, Set<Action> actions) {
    public AuthRule {
        actions = Set.copyOf(actions);
        if (actions.isEmpty()) {
            throw new IllegalArgumentException("a rule allows at least one action");
        }
    }

    /// Who a rule is for.
    public sealed interface Grantee {
        /// Whoever shows valid credentials of the provider, without being somebody.
        record Public() implements Grantee {}

        /// Whoever is signed in with the provider.
        record Private() implements Grantee {}

        /// Those whom the item names in a field.
        ///
        /// @param field a string, or a list of strings of which any counts
        /// @param identityClaim the claim that names the caller; `sub::username` joins two
        record Owner(String field, String identityClaim) implements Grantee {}

        /// Members of groups that the schema names.
        ///
        /// @param groups at least one
        /// @param groupClaim the claim with the caller's groups
        record StaticGroups(List<String> groups, String groupClaim) implements Grantee {
            public StaticGroups {
                groups = List.copyOf(groups);
            }
        }

        /// Members of groups that the item names in a field.
        ///
        /// @param field a string, or a list of strings of which any counts
        /// @param groupClaim the claim with the caller's groups
        record DynamicGroups(String field, String groupClaim) implements Grantee {}

        /// Whom an authorizer outside lets in.
        record Custom() implements Grantee {}
    }

    /// The kinds of credentials.
    public enum Provider {
        API_KEY,
        IAM,
        IDENTITY_POOL,
        OIDC,
        USER_POOLS,
        FUNCTION;

        /// The way in, of which `iam` and `identityPool` are one: they are the same signature.
        public Provider mode() {
            return this == IDENTITY_POOL ? IAM : this;
        }
    }

    /// What can be allowed. `read` in a schema stands for the last five.
    public enum Action {
        CREATE,
        UPDATE,
        DELETE,
        GET,
        LIST,
        SYNC,
        LISTEN,
        SEARCH
    }
}
