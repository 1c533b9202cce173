package dev.outrigger.backend.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.AuthRule;
import dev.outrigger.model.AuthRule.Action;

import org.junit.jupiter.api.Test;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/// The owner arguments of a subscription.
class ListeningTest {
    private static final AuthRule OWNER =
            RuledModels.rule(RuledModels.owner("owner"), RuledModels.ALL);
    private static final AuthRule AUTHORS =
            RuledModels.rule(RuledModels.owner("authors"), RuledModels.ALL);
    private static final AuthRule EDITORS =
            RuledModels.rule(RuledModels.group("editors"), RuledModels.READ);

    @Test
    void anOwnerSaysWhoTheyAreInEachOfTheirForms() {
        ModelRights rights = RuledModels.rights(Callers.ANA, OWNER, AUTHORS);

        for (String name : List.of("ana", "ana-sub", "ana-sub::ana")) {
            assertThat(rights.listening(Map.of("owner", name)))
                    .isEqualTo(rights.permits(Action.LISTEN));
            assertThat(rights.listening(Map.of("authors", name)))
                    .isEqualTo(rights.permits(Action.LISTEN));
        }
        assertThat(rights.listening(Map.of())).isEqualTo(rights.permits(Action.LISTEN));
    }

    @Test
    void nobodyListensAsAnother() {
        ModelRights rights = RuledModels.rights(Callers.ANA, OWNER, AUTHORS);

        assertThat(rights.listening(Map.of("owner", "ben"))).isEqualTo(new Permission.Refused());
        assertThat(rights.listening(Map.of("owner", "ana", "authors", "ben")))
                .isEqualTo(new Permission.Refused());
    }

    @Test
    void aNameInAFieldThatGivesNoRightToListenIsNoReason() {
        ModelRights rights =
                RuledModels.rights(
                        Callers.ANA,
                        OWNER,
                        RuledModels.rule(RuledModels.owner("authors"), EnumSet.of(Action.UPDATE)));

        assertThat(rights.listening(Map.of("authors", "ana"))).isEqualTo(new Permission.Refused());
    }

    @Test
    void whoHearsOfAllItemsMayAskForAnybodys() {
        assertThat(
                        RuledModels.rights(Callers.BEN, OWNER, EDITORS)
                                .listening(Map.of("owner", "ana")))
                .isEqualTo(new Permission.Allowed());
    }
}
