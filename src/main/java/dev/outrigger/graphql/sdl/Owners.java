package dev.outrigger.graphql.sdl;

import dev.outrigger.model.AuthRole;
import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.AuthRule.Grantee;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.OperationNames;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The fields by which rules of `@auth` find out whom an item belongs to.
final class Owners {
    private Owners() {}

    /// Those that subscriptions take as arguments: a client may say that it wants its own.
    static List<String> subscribing(Model model) {
        if (model.operations().subscriptions().level() != OperationNames.Level.ON) {
            return List.of();
        }
        return owners(AccessMatrix.of(model).allowed(Action.LISTEN)).stream()
                .filter(name -> model.field(name).filter(Field::isList).isEmpty())
                .toList();
    }

    /// Those that name owners.
    static List<String> of(Model model) {
        return owners(AccessMatrix.of(model).roles());
    }

    /// Those that name owners or groups.
    static List<String> andGroupsOf(Model model) {
        List<String> names = new ArrayList<>(of(model));
        for (AuthRole role : AccessMatrix.of(model).roles()) {
            if (role.grantee() instanceof Grantee.DynamicGroups(var field, _)) {
                names.add(field);
            }
        }
        return names;
    }

    private static List<String> owners(Set<AuthRole> roles) {
        List<String> names = new ArrayList<>();
        for (AuthRole role : roles) {
            if (role.grantee() instanceof Grantee.Owner(var field, _) && !names.contains(field)) {
                names.add(field);
            }
        }
        return names;
    }
}
