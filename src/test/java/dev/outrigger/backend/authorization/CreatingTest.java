package dev.outrigger.backend.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.backend.identity.Caller;
import dev.outrigger.model.AuthRule;
import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.AuthRule.Grantee;
import dev.outrigger.model.Model;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

class CreatingTest {
    private static final Set<Action> CREATE = EnumSet.of(Action.CREATE);
    private static final AuthRule OWNER = RuledModels.rule(RuledModels.owner("owner"), CREATE);
    private static final AuthRule AUTHOR = RuledModels.rule(RuledModels.owner("authors"), CREATE);
    private static final AuthRule PRIVATE = RuledModels.rule(new Grantee.Private(), CREATE);

    @Test
    void theCallerBecomesTheOwnerWhereNobodyWasNamed() {
        assertThat(create(Callers.ANA, List.of(OWNER), "title", "T"))
                .isEqualTo(new Creation.Granted(Map.of("owner", "ana-sub::ana")));
        assertThat(create(Callers.ANA, List.of(AUTHOR), "title", "T"))
                .isEqualTo(new Creation.Granted(Map.of("authors", List.of("ana-sub::ana"))));
    }

    @Test
    void everyOwnerFieldIsFilledIn() {
        assertThat(create(Callers.ANA, List.of(PRIVATE, OWNER, AUTHOR), "title", "T"))
                .isEqualTo(
                        new Creation.Granted(
                                Map.of(
                                        "owner",
                                        "ana-sub::ana",
                                        "authors",
                                        List.of("ana-sub::ana"))));
    }

    @Test
    void theCallerMayNameThemselvesInEachOfTheirForms() {
        for (String name : List.of("ana-sub::ana", "ana-sub", "ana")) {
            assertThat(create(Callers.ANA, List.of(OWNER), "owner", name))
                    .isEqualTo(new Creation.Granted(Map.of()));
            assertThat(create(Callers.ANA, List.of(AUTHOR), "authors", List.of("ben", name)))
                    .isEqualTo(new Creation.Granted(Map.of()));
        }
    }

    @Test
    void theCallerMayNotNameSomebodyElseNorNobody() {
        var refused = new Creation.Refused(List.of());
        assertThat(create(Callers.ANA, List.of(OWNER), "owner", "ben")).isEqualTo(refused);
        assertThat(create(Callers.ANA, List.of(OWNER), "owner", null)).isEqualTo(refused);
        assertThat(create(Callers.ANA, List.of(AUTHOR), "authors", List.of("ben")))
                .isEqualTo(refused);
        assertThat(create(Callers.ANA, List.of(AUTHOR), "authors", List.of())).isEqualTo(refused);
        assertThat(create(Callers.ANA, List.of(AUTHOR), "authors", null)).isEqualTo(refused);
    }

    @Test
    void whoMayCreateAnywayMayNameWhomTheyLike() {
        assertThat(create(Callers.ANA, List.of(PRIVATE, OWNER), "owner", "ben"))
                .isEqualTo(new Creation.Granted(Map.of()));
        assertThat(create(Callers.ANA, List.of(PRIVATE, OWNER), "owner", null))
                .isEqualTo(new Creation.Granted(Map.of()));
    }

    @Test
    void whoHasNoCompleteNameIsNoOwner() {
        var nameless = new Caller.SignedIn(AuthRule.Provider.USER_POOLS, Map.of("sub", "ana-sub"));
        assertThat(create(nameless, List.of(OWNER), "title", "T"))
                .isEqualTo(new Creation.Refused(List.of()));
    }

    @Test
    void aGroupThatTheItemNamesMustBeTheCallers() {
        var rule = RuledModels.rule(RuledModels.groupsIn("team"), CREATE);
        assertThat(create(Callers.BEN, List.of(rule), "team", "editors"))
                .isEqualTo(new Creation.Granted(Map.of()));
        assertThat(create(Callers.BEN, List.of(rule), "team", "edit"))
                .isEqualTo(new Creation.Refused(List.of()));
        assertThat(create(Callers.BEN, List.of(rule), "title", "T"))
                .isEqualTo(new Creation.Refused(List.of()));
    }

    @Test
    void fieldsThatTheCallerMayNotSetAreNamed() {
        Model model =
                RuledModels.note(
                        List.of(PRIVATE),
                        Map.of("secret", List.of(OWNER), "team", List.of(AUTHOR)));
        Object[] values = {
            "title", "T", "secret", "s", "team", null, "owner", "ben", "authors", List.of("ben")
        };

        assertThat(
                        RuledModels.rights(model, Callers.ANA)
                                .creating(
                                        RuledModels.item(model, values), RuledModels.given(values)))
                .isEqualTo(new Creation.Refused(List.of("secret", "team")));
    }

    private static Creation create(
            Caller caller, List<AuthRule> rules, @Nullable Object... namesAndValues) {
        Model model = RuledModels.note(rules, Map.of());
        return RuledModels.rights(model, caller)
                .creating(
                        RuledModels.item(model, namesAndValues), RuledModels.given(namesAndValues));
    }
}
