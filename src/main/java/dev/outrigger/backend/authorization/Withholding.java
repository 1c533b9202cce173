package dev.outrigger.backend.authorization;

import dev.outrigger.model.AuthRule.Grantee;
import dev.outrigger.model.AuthRule.Provider;
import dev.outrigger.model.Relation;

import java.util.LinkedHashSet;
import java.util.Set;

/// Decides as Amplify does whether related items are left out where an item is shown to others than
/// who asked for it: whoever subscribes to a model gets what a mutation selected.
///
/// Nothing is left out where exactly the same roles read both sides, and none of them depends on
/// the item.
///
/// @param from the model that has the relation
/// @param to the model that it leads to
record Withholding(AccessMatrix from, AccessMatrix to) {
    boolean withholds(Relation relation) {
        if (from.guarded(relation.name())) {
            return true;
        }
        if (relation.required()) {
            return false;
        }
        Set<Role> here = from.readersOf(relation.name());
        Set<Role> there = readers();
        boolean shared = here.stream().anyMatch(role -> there.stream().anyMatch(role::meets));
        return shared && !(here.equals(there) && here.stream().allMatch(Role::settled));
    }

    /// The roles that read the other side; whoever is signed in is included in `private`.
    private Set<Role> readers() {
        Set<Role> readers = new LinkedHashSet<>();
        to.roles().stream()
                .filter(to::readsSome)
                .filter(role -> !isIncluded(role))
                .forEach(readers::add);
        return readers;
    }

    private boolean isIncluded(Role role) {
        var everybody = new Role(new Grantee.Private(), role.provider());
        boolean signsIn =
                role.provider() == Provider.USER_POOLS || role.provider() == Provider.OIDC;
        return signsIn && !role.equals(everybody) && to.readsSome(everybody);
    }
}
