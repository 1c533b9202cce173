package dev.outrigger.graphql.sdl;

import dev.outrigger.model.AuthRule;
import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.AuthRule.Grantee;
import dev.outrigger.model.AuthRule.Provider;
import dev.outrigger.model.Model;
import dev.outrigger.model.OperationNames;
import dev.outrigger.model.Schema;

import java.util.List;

/// The arguments by which subscribers of the older transformer say whose items they want.
final class FirstGenerationOwners {
    private FirstGenerationOwners() {}

    /// They are required where owners are the only ones who may listen.
    static List<String> arguments(Schema schema, Model model) {
        List<AuthRule> reading =
                schema.text().protections().getOrDefault(model.name(), List.of()).stream()
                        .filter(rule -> rule.actions().contains(Action.SYNC))
                        .toList();
        boolean everybody =
                reading.stream()
                        .anyMatch(
                                rule ->
                                        rule.provider() == Provider.USER_POOLS
                                                && rule.grantee() instanceof Grantee.Private);
        if (model.operations().subscriptions().level() != OperationNames.Level.ON || everybody) {
            return List.of();
        }
        List<String> owners =
                reading.stream()
                        .map(AuthRule::grantee)
                        .filter(Grantee.Owner.class::isInstance)
                        .map(grantee -> ((Grantee.Owner) grantee).field())
                        .toList();
        boolean optional = owners.size() > 1 || reading.stream().anyMatch(rule -> isFixed(rule));
        return owners.stream()
                .distinct()
                .map(owner -> owner + ": String" + (optional ? "" : "!"))
                .toList();
    }

    /// True for a rule that lets in whoever does not say whose items are wanted.
    private static boolean isFixed(AuthRule rule) {
        return switch (rule.grantee()) {
            case Grantee.Public _, Grantee.Private _, Grantee.StaticGroups _ -> true;
            case Grantee.Owner _, Grantee.DynamicGroups _, Grantee.Custom _ -> false;
        };
    }
}
