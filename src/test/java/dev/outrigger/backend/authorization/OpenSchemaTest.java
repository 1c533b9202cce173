package dev.outrigger.backend.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.backend.identity.Caller;
import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.AuthRule.Provider;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who may use a schema that has no rules.
class OpenSchemaTest {
    private static final Model NOTE = RuledModels.note(List.of(), Map.of());
    private static final Schema SCHEMA = RuledModels.schema(NOTE);
    private static final Caller KEY = new Caller.ApiKeyHolder();
    private static final Caller USER = new Caller.SignedIn(Provider.USER_POOLS, Map.of("sub", "s"));
    private static final Caller OTHER = new Caller.SignedIn(Provider.OIDC, Map.of("sub", "s"));
    private static final Caller CUSTOM = new Caller.Custom(Map.of(), Set.of());

    @Test
    void anApiKeyIsEnoughWhateverIsUsual() {
        for (Provider usual : Provider.values()) {
            assertThat(mayList(new Rulebook(SCHEMA, usual), KEY)).isTrue();
        }
    }

    @Test
    void soAreTheUsualCredentialsAndNoOthers() {
        var rules = new Rulebook(SCHEMA, Provider.USER_POOLS);
        assertThat(mayList(rules, USER)).isTrue();
        assertThat(mayList(rules, OTHER)).isFalse();
        assertThat(mayList(rules, CUSTOM)).isFalse();
        assertThat(mayList(new Rulebook(SCHEMA), USER)).isFalse();
    }

    @Test
    void withOneRuleTheUsualCredentialsOpenNothing() {
        var rule = RuledModels.rule(RuledModels.group("editors"), RuledModels.ALL);
        Model ruled = RuledModels.note(List.of(rule), Map.of());
        var rules = new Rulebook(RuledModels.schema(ruled), Provider.USER_POOLS);
        assertThat(rules.rights(USER, ruled).permits(Action.LIST))
                .isNotInstanceOf(Permission.Allowed.class);
    }

    private static boolean mayList(Rulebook rules, Caller caller) {
        return rules.rights(caller, NOTE).permits(Action.LIST) instanceof Permission.Allowed;
    }
}
