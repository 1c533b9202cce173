package dev.outrigger.backend.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.backend.identity.Caller;
import dev.outrigger.conflict.MutationGuard.Verdict;
import dev.outrigger.conflict.VersionedItem;
import dev.outrigger.model.AuthRule;
import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.AuthRule.Grantee;
import dev.outrigger.model.Model;
import dev.outrigger.model.Version;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Updates and deletes, which are judged by the stored item.
class ChangingTest {
    private static final Set<Action> UPDATE = EnumSet.of(Action.UPDATE);
    private static final Set<Action> WRITE = EnumSet.of(Action.UPDATE, Action.DELETE);
    private static final AuthRule OWNER = RuledModels.rule(RuledModels.owner("owner"), WRITE);
    private static final AuthRule EDITORS = RuledModels.rule(RuledModels.group("editors"), WRITE);

    @Test
    void theOwnerOfTheStoredItemMayChangeIt() {
        Model model = RuledModels.note(List.of(OWNER), Map.of());

        assertThat(update(model, Callers.ANA, "title", "T")).isEqualTo(new Verdict.Granted());
        assertThat(update(model, Callers.ANA, "title", null)).isEqualTo(new Verdict.Granted());
        assertThat(delete(model, Callers.ANA)).isEqualTo(new Verdict.Granted());
        assertThat(update(model, Callers.BEN, "title", "T"))
                .isEqualTo(new Verdict.Refused(List.of()));
        assertThat(delete(model, Callers.BEN)).isEqualTo(new Verdict.Refused(List.of()));
    }

    @Test
    void toWriteOneselfIntoTheOwnerFieldDoesNotHelp() {
        Model model = RuledModels.note(List.of(OWNER), Map.of());

        assertThat(update(model, Callers.BEN, "owner", "ben-sub::ben"))
                .isEqualTo(new Verdict.Refused(List.of()));
    }

    @Test
    void theOwnerMayGiveTheItemAwayUnlessTheFieldHasRules() {
        Model model = RuledModels.note(List.of(OWNER), Map.of());
        assertThat(update(model, Callers.ANA, "owner", "ben")).isEqualTo(new Verdict.Granted());

        Model kept = RuledModels.note(List.of(OWNER), Map.of("owner", List.of(EDITORS)));
        assertThat(update(kept, Callers.ANA, "title", "T", "owner", "ben"))
                .isEqualTo(new Verdict.Refused(List.of("owner")));
    }

    @Test
    void nobodyOwnsAnItemThatDoesNotExist() {
        Model model = RuledModels.note(List.of(OWNER, EDITORS), Map.of());

        assertThat(
                        RuledModels.rights(model, Callers.ANA)
                                .updating(RuledModels.given("title", "T"))
                                .judge(null))
                .isEqualTo(new Verdict.Refused(List.of()));
        assertThat(RuledModels.rights(model, Callers.ANA).deleting().judge(null))
                .isEqualTo(new Verdict.Refused(List.of()));
        assertThat(
                        RuledModels.rights(model, Callers.BEN)
                                .updating(RuledModels.given("title", "T"))
                                .judge(null))
                .isEqualTo(new Verdict.Granted());
        assertThat(RuledModels.rights(model, Callers.BEN).deleting().judge(null))
                .isEqualTo(new Verdict.Granted());
    }

    @Test
    void toRemoveAValueNeedsTheRightToDelete() {
        Model model =
                RuledModels.note(
                        List.of(RuledModels.rule(new Grantee.Private(), UPDATE)), Map.of());

        assertThat(update(model, Callers.BEN, "title", "T")).isEqualTo(new Verdict.Granted());
        assertThat(update(model, Callers.BEN, "title", "T", "secret", null))
                .isEqualTo(new Verdict.Refused(List.of("secret")));
    }

    @Test
    void whoMayOnlyDeleteMayOnlyRemove() {
        Set<Action> delete = EnumSet.of(Action.DELETE);
        Model model =
                RuledModels.note(
                        List.of(RuledModels.rule(new Grantee.Private(), delete)), Map.of());

        assertThat(update(model, Callers.BEN, "title", "T"))
                .isEqualTo(new Verdict.Refused(List.of("title")));
        assertThat(delete(model, Callers.BEN)).isEqualTo(new Verdict.Granted());
    }

    @Test
    void theRulesOfAFieldReplaceThoseOfTheModel() {
        Model model = RuledModels.note(List.of(OWNER), Map.of("secret", List.of(EDITORS)));

        assertThat(update(model, Callers.ANA, "title", "T")).isEqualTo(new Verdict.Granted());
        assertThat(update(model, Callers.ANA, "title", "T", "secret", "s"))
                .isEqualTo(new Verdict.Refused(List.of("secret")));
        assertThat(update(model, Callers.BEN, "secret", "s")).isEqualTo(new Verdict.Granted());
        assertThat(update(model, Callers.BEN, "title", "T", "secret", "s"))
                .isEqualTo(new Verdict.Refused(List.of("title")));
    }

    @Test
    void toDeleteNeedsTheRightToDeleteEveryField() {
        Model model = RuledModels.note(List.of(OWNER), Map.of("secret", List.of(EDITORS)));

        assertThat(delete(model, Callers.ANA)).isEqualTo(new Verdict.Refused(List.of()));
        assertThat(delete(model, Callers.BEN)).isEqualTo(new Verdict.Refused(List.of()));
        assertThat(delete(model, Callers.ADMINISTRATOR)).isEqualTo(new Verdict.Granted());
    }

    @Test
    void rolesOfOneCallerAddUp() {
        Model model = RuledModels.note(List.of(OWNER), Map.of("secret", List.of(EDITORS)));
        Caller both = Callers.user(AuthRule.Provider.USER_POOLS, "ana", List.of("editors"));

        assertThat(update(model, both, "title", "T", "secret", "s"))
                .isEqualTo(new Verdict.Granted());
    }

    @Test
    void keyAndMetadataSayWhichItemAndAreNoChange() {
        Model model = RuledModels.note(List.of(OWNER), Map.of("secret", List.of(EDITORS)));

        assertThat(update(model, Callers.BEN, "id", "n1", "_version", 3, "secret", "s"))
                .isEqualTo(new Verdict.Granted());
    }

    private static Verdict update(Model model, Caller caller, @Nullable Object... given) {
        return RuledModels.rights(model, caller)
                .updating(RuledModels.given(given))
                .judge(ofAna(model));
    }

    private static Verdict delete(Model model, Caller caller) {
        return RuledModels.rights(model, caller).deleting().judge(ofAna(model));
    }

    private static VersionedItem ofAna(Model model) {
        return new VersionedItem(
                RuledModels.item(model, "owner", "ana-sub::ana", "title", "old"),
                new Version(1),
                Instant.EPOCH,
                VersionedItem.Presence.LIVE);
    }
}
