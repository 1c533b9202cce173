package dev.outrigger.remote.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.AuthRule.Provider;
import dev.outrigger.model.Model;
import dev.outrigger.remote.credentials.RuleOrder.Visitor;
import dev.outrigger.testing.Schemas;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

class RuleOrderTest {
    /// The cases of DataStore's own test of its strategy, and what it says of signed-out users.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{allow: private} | USER_POOLS | ",
                "{allow: private, provider: iam} | IAM | ",
                "{allow: public} | API_KEY | API_KEY",
                "{allow: public, provider: iam} | IAM | IAM",
                "{allow: owner} | USER_POOLS | ",
                "{allow: owner, provider: oidc} | OIDC | ",
                "{allow: groups, groups: [\"Admin\"]} | USER_POOLS | ",
                "{allow: groups, groups: [\"Admin\"], provider: oidc} | OIDC | ",
                "{allow: custom} | FUNCTION | FUNCTION",
                "{allow: public} {allow: owner} | USER_POOLS API_KEY | API_KEY",
                "{allow: public, provider: iam} {allow: owner} | USER_POOLS IAM | IAM",
                "{allow: owner} {allow: public} {allow: owner, provider: oidc}"
                        + " | USER_POOLS OIDC API_KEY | API_KEY",
                "{allow: private, provider: iam} {allow: private} | USER_POOLS IAM | ",
                "{allow: public} {allow: public, provider: iam} | IAM API_KEY | IAM API_KEY",
                "{allow: owner} {allow: private} {allow: groups, groups: [\"Admin\"]}"
                        + " | USER_POOLS | ",
                "{allow: public} {allow: private, provider: iam}"
                        + " {allow: groups, groups: [\"Admin\"], provider: oidc} {allow: owner}"
                        + " {allow: custom} | FUNCTION USER_POOLS OIDC IAM API_KEY"
                        + " | FUNCTION API_KEY",
            })
    void AC154_theRulesOfAModelOrderTheKindsOfCredentials(
            String rules, String signedIn, String signedOut) {
        Model model = model(rules);

        assertThat(RuleOrder.providers(model.rules(), Visitor.SIGNED_IN))
                .containsExactlyElementsOf(providers(signedIn));
        assertThat(RuleOrder.providers(model.rules(), Visitor.SIGNED_OUT))
                .containsExactlyElementsOf(providers(signedOut));
    }

    @Test
    void AC154_onlyRulesThatAllowTheOperationCount() {
        // Given
        Credentials users =
                new TokenCredentials(Token.fixed("t"), Set.of(Provider.USER_POOLS, Provider.OIDC));
        Credentials key = new ApiKey("k");
        Access access = new MultiAccess(List.of(key, users), key);
        Model model = model("{allow: owner} {allow: public, operations: [read]}");

        // Then
        assertThat(access.ways(model, Action.SYNC)).containsExactly(users, key);
        assertThat(access.ways(model, Action.CREATE)).containsExactly(users);
    }

    @Test
    void AC154_whoIsSignedOutShowsTheKeyAtOnce() {
        // Given
        HandedToken session = new HandedToken(Token.awaited());
        Credentials users = new TokenCredentials(session, Set.of(Provider.USER_POOLS));
        Credentials key = new ApiKey("k");
        Access access = new MultiAccess(List.of(users, key), users);
        Model model = model("{allow: owner} {allow: public}");
        assertThat(access.ways(model, Action.SYNC)).containsExactly(key);

        // When
        session.handOver("t");

        // Then
        assertThat(access.ways(model, Action.SYNC)).containsExactly(users, key);
    }

    @Test
    void AC94_whatOnlyUsersMayDoWaitsForOneAndIsNotTriedWithAKey() {
        // Given
        Credentials users =
                new TokenCredentials(Token.awaited(), Set.of(Provider.USER_POOLS, Provider.OIDC));
        Credentials key = new ApiKey("k");
        Access access = new MultiAccess(List.of(key, users), key);

        // Then
        assertThat(access.ways(model("{allow: owner}"), Action.CREATE)).containsExactly(users);
        assertThat(access.ways(model("{allow: custom}"), Action.CREATE)).containsExactly(key);
    }

    @Test
    void R8_nothingIsShownInThePlaceOfATokenThatAUserHasToHandOver() {
        // Given
        HandedToken session = new HandedToken(Token.awaited());
        Credentials users = new TokenCredentials(session, Set.of(Provider.USER_POOLS));
        Credentials key = new ApiKey("k");
        List<Credentials> all = List.of(key, users);
        Model model = model("{allow: owner} {allow: public}");
        Access access =
                new UserAccess(
                        all,
                        new ModelAccess(
                                Map.of("Own", List.of(users, key)), new MultiAccess(all, key)));

        // When
        session.expect();

        // Then
        assertThat(access.ways(model, Action.CREATE)).containsExactly(users);
        assertThat(access.forChannel()).containsExactly(users);

        // When
        session.handOver("t");

        // Then
        assertThat(access.ways(model, Action.CREATE)).containsExactly(users, key);
        assertThat(access.forChannel()).containsExactly(key, users);
    }

    @Test
    void AC155_withASingleModeTheRulesChangeNothing() {
        // Given
        Credentials key = new ApiKey("k");

        // Then
        assertThat(Access.only(key).ways(model("{allow: owner}"), Action.SYNC))
                .containsExactly(key);
    }

    @Test
    void aModelWithAnOrderOfItsOwnIsNotAskedForItsRules() {
        // Given
        Credentials key = new ApiKey("k");
        Credentials other = new ApiKey("o");
        Access access = new ModelAccess(Map.of("Note", List.of(other, key)), Access.only(key));

        // Then
        assertThat(access.ways(model("{allow: public}"), Action.SYNC)).containsExactly(other, key);
        assertThat(access.forChannel()).containsExactly(key);
    }

    private static Model model(String rules) {
        return Schemas.of("type Note @model @auth(rules: [%s]) { id: ID! }".formatted(rules))
                .required("Note");
    }

    private static Set<Provider> providers(String names) {
        return names == null
                ? Set.of()
                : Arrays.stream(names.split(" "))
                        .map(Provider::valueOf)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
