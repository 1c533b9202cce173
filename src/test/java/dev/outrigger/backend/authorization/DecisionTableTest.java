package dev.outrigger.backend.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.backend.identity.Caller;
import dev.outrigger.model.AuthRule;
import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.AuthRule.Grantee;
import dev.outrigger.model.AuthRule.Provider;
import dev.outrigger.model.Item;
import dev.outrigger.model.Model;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Every kind of grantee, for every action and every kind of caller.
class DecisionTableTest {
    private static final Map<String, Caller> CALLERS = new LinkedHashMap<>();

    static {
        CALLERS.put("apiKey", Callers.API_KEY);
        CALLERS.put("ana", Callers.ANA);
        CALLERS.put("ben", Callers.BEN);
        CALLERS.put("oidcAna", Callers.OIDC_ANA);
        CALLERS.put("authenticated", Callers.AUTHENTICATED);
        CALLERS.put("guest", Callers.GUEST);
        CALLERS.put("custom", Callers.CUSTOM);
        CALLERS.put("administrator", Callers.ADMINISTRATOR);
    }

    /// Grantee, provider, and one letter for each caller in the order above: `A` for every item,
    /// `W` for the item that names the caller and not for another, `-` for none.
    static Stream<Arguments> table() {
        return Stream.of(
                row(new Grantee.Public(), Provider.API_KEY, "A------A"),
                row(new Grantee.Public(), Provider.IAM, "-----A-A"),
                row(new Grantee.Public(), Provider.IDENTITY_POOL, "-----A-A"),
                row(new Grantee.Private(), Provider.USER_POOLS, "-AA----A"),
                row(new Grantee.Private(), Provider.OIDC, "---A---A"),
                row(new Grantee.Private(), Provider.IAM, "----A--A"),
                row(new Grantee.Private(), Provider.IDENTITY_POOL, "----A--A"),
                row(RuledModels.owner("owner"), Provider.USER_POOLS, "-WW----A"),
                row(RuledModels.owner("authors"), Provider.USER_POOLS, "-WW----A"),
                row(RuledModels.owner("owner"), Provider.OIDC, "---W---A"),
                row(RuledModels.group("editors"), Provider.USER_POOLS, "--A----A"),
                row(RuledModels.group("editors", "writers"), Provider.USER_POOLS, "-AA----A"),
                row(RuledModels.group("editors"), Provider.OIDC, "---A---A"),
                row(RuledModels.groupsIn("team"), Provider.USER_POOLS, "-WW----A"),
                row(RuledModels.groupsIn("teams"), Provider.USER_POOLS, "-WW----A"),
                row(new Grantee.Custom(), Provider.FUNCTION, "------AA"));
    }

    private static Arguments row(Grantee grantee, Provider provider, String decisions) {
        return Arguments.of(grantee, provider, decisions);
    }

    @ParameterizedTest(name = "{0} by {1}: {2}")
    @MethodSource("table")
    void aRuleAllowsItsActionsToItsGranteesAndNothingElse(
            Grantee grantee, Provider provider, String decisions) {
        for (Action allowed : Action.values()) {
            Model model =
                    RuledModels.note(
                            List.of(new AuthRule(grantee, provider, EnumSet.of(allowed))),
                            Map.of());
            int column = 0;
            for (var caller : CALLERS.entrySet()) {
                ModelRights rights = RuledModels.rights(model, caller.getValue());
                char decision = decisions.charAt(column++);
                for (Action asked : Action.values()) {
                    boolean everything = caller.getValue().equals(Callers.ADMINISTRATOR);
                    char expected = asked == allowed || everything ? decision : '-';
                    assertThat(letter(rights.permits(asked), model, caller.getKey()))
                            .as(
                                    "%s asks for %s where %s is allowed",
                                    caller.getKey(), asked, allowed)
                            .isEqualTo(expected);
                }
            }
        }
    }

    private static char letter(Permission permission, Model model, String caller) {
        return switch (permission) {
            case Permission.Allowed _ -> 'A';
            case Permission.Refused _ -> '-';
            case Permission.AllowedWhere _ -> {
                assertThat(permission.holds(named(model, caller))).isTrue();
                assertThat(permission.holds(named(model, "nobody"))).isFalse();
                yield 'W';
            }
        };
    }

    /// An item that names a caller and its groups in every field that can.
    private static Item named(Model model, String caller) {
        String name = caller.equals("oidcAna") ? "ana" : caller;
        String owner = name + "-sub::" + name;
        String group = name.equals("ana") ? "writers" : name.equals("ben") ? "readers" : "none";
        return RuledModels.item(
                model,
                "owner",
                owner,
                "authors",
                List.of("x-sub::x", owner),
                "team",
                group,
                "teams",
                List.of("none", group));
    }
}
