package dev.outrigger.backend.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.AuthRule;
import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.AuthRule.Grantee;
import dev.outrigger.model.AuthRule.Provider;
import dev.outrigger.model.Model;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// Who sees items, who sees which field of them, and whom a schema is open to.
class ReadingTest {
    private static final AuthRule OWNER =
            RuledModels.rule(RuledModels.owner("owner"), RuledModels.ALL);
    private static final AuthRule EDITORS =
            RuledModels.rule(RuledModels.group("editors"), RuledModels.READ);
    private static final AuthRule PRIVATE =
            RuledModels.rule(new Grantee.Private(), RuledModels.READ);

    @Test
    void severalRolesAddUp() {
        ModelRights rights =
                RuledModels.rights(
                        Callers.BEN,
                        OWNER,
                        RuledModels.rule(RuledModels.groupsIn("teams"), RuledModels.READ));
        Model model = RuledModels.note(List.of(), Map.of());
        Permission listing = rights.permits(Action.LIST);

        assertThat(listing.holds(RuledModels.item(model, "owner", "ben"))).isTrue();
        assertThat(listing.holds(RuledModels.item(model, "teams", List.of("readers")))).isTrue();
        assertThat(listing.holds(RuledModels.item(model, "owner", "ana"))).isFalse();
        assertThat(listing.holds(RuledModels.item(model))).isFalse();
    }

    @Test
    void whoeverMayReadAFieldSeesTheItemWithoutItsOtherFields() {
        Model model = RuledModels.note(List.of(OWNER), Map.of("secret", List.of(EDITORS)));
        ModelRights rights = RuledModels.rights(model, Callers.BEN);

        assertThat(rights.permits(Action.GET)).isEqualTo(new Permission.Allowed());
        assertThat(rights.reads("secret")).isEqualTo(new Permission.Allowed());
        assertThat(rights.reads("title").holds(RuledModels.item(model, "owner", "ana"))).isFalse();
        assertThat(rights.reads("updatedAt")).isEqualTo(new Permission.Allowed());
        assertThat(rights.reads("_version")).isEqualTo(new Permission.Allowed());
    }

    @Test
    void aFieldIsGuardedWhereSomebodySeesTheItemWithoutIt() {
        Model model = RuledModels.note(List.of(OWNER), Map.of("secret", List.of(EDITORS)));
        var rules = new Rulebook(RuledModels.schema(model));

        assertThat(rules.guards(model, "secret")).isTrue();
        assertThat(rules.guards(model, "title")).isTrue();
        assertThat(rules.guards(model, "createdAt")).isFalse();
    }

    @Test
    void aFieldIsNotGuardedWhereAllReadersReadIt() {
        var rule = RuledModels.rule(RuledModels.owner("owner"), RuledModels.READ);
        Model model = RuledModels.note(List.of(OWNER), Map.of("secret", List.of(rule)));

        assertThat(new Rulebook(RuledModels.schema(model)).guards(model, "secret")).isFalse();
    }

    @Test
    void whoeverIsSignedInIsIncludedInPrivate() {
        Model model = RuledModels.note(List.of(PRIVATE, OWNER), Map.of("secret", List.of(PRIVATE)));
        var rules = new Rulebook(RuledModels.schema(model));

        assertThat(rules.guards(model, "secret")).isFalse();
        assertThat(RuledModels.rights(model, Callers.ANA).reads("secret"))
                .isEqualTo(new Permission.Allowed());
    }

    @Test
    void withoutARuleForAModelItIsForAdministratorsOnly() {
        Model ruled = RuledModels.note(List.of(OWNER), Map.of());
        Model other = RuledModels.note(List.of(), Map.of());
        Model unruled =
                new Model(
                        "Other",
                        "Others",
                        other.fields(),
                        other.key(),
                        other.indexes(),
                        other.relations(),
                        other.timestamps(),
                        List.of());
        var rules = new Rulebook(RuledModels.schema(ruled, unruled));

        assertThat(rules.open()).isFalse();
        for (Action action : Action.values()) {
            for (var caller : List.of(Callers.API_KEY, Callers.ANA, Callers.AUTHENTICATED)) {
                assertThat(rules.rights(caller, unruled).permits(action))
                        .isEqualTo(new Permission.Refused());
            }
            assertThat(rules.rights(Callers.ADMINISTRATOR, unruled).permits(action))
                    .isEqualTo(new Permission.Allowed());
        }
    }

    @Test
    void aSchemaWithoutRulesIsOpenToApiKeysAndAdministratorsOnly() {
        Model model = RuledModels.note(List.of(), Map.of());
        var rules = new Rulebook(RuledModels.schema(model));

        assertThat(rules.open()).isTrue();
        for (Action action : Action.values()) {
            assertThat(rules.rights(Callers.API_KEY, model).permits(action))
                    .isEqualTo(new Permission.Allowed());
            assertThat(rules.rights(Callers.ADMINISTRATOR, model).permits(action))
                    .isEqualTo(new Permission.Allowed());
            for (var caller :
                    List.of(Callers.ANA, Callers.AUTHENTICATED, Callers.GUEST, Callers.CUSTOM)) {
                assertThat(rules.rights(caller, model).permits(action))
                        .isEqualTo(new Permission.Refused());
            }
        }
    }

    @Test
    void callersWhoMayDoTheSameHaveEqualRights() {
        Model model = RuledModels.note(List.of(PRIVATE, OWNER), Map.of());
        var rules = new Rulebook(RuledModels.schema(model));
        var anaAgain = Callers.user(Provider.USER_POOLS, "ana", List.of("other"));

        assertThat(rules.rights(Callers.ANA, model)).isEqualTo(rules.rights(anaAgain, model));
        assertThat(rules.rights(Callers.ANA, model)).isNotEqualTo(rules.rights(Callers.BEN, model));
    }
}
