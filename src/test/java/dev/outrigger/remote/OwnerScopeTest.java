package dev.outrigger.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.contract.Call;
import dev.outrigger.contract.Operation;
import dev.outrigger.model.AuthRule.Provider;
import dev.outrigger.model.Model;
import dev.outrigger.runtime.TokenClaims;
import dev.outrigger.testing.Schemas;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;
import java.util.Set;

class OwnerScopeTest {
    private static final TokenClaims ANA =
            new TokenClaims(
                    Map.of(
                            "sub", "ana-sub",
                            "username", "ana",
                            "email", "ana@example.org",
                            "cognito:groups", List.of("readers", "editors"),
                            "roles", "[\"keeper\"]",
                            "team", "red"));

    /// The table of DataStore's own test of its subscriptions, and what rules side by side mean.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{allow: owner} | USER_POOLS | owner=ana",
                "{allow: owner, ownerField: \"author\"} | USER_POOLS | author=ana",
                "{allow: owner, identityClaim: \"email\"} | USER_POOLS | owner=ana@example.org",
                "{allow: owner, identityClaim: \"sub::email\"} | USER_POOLS"
                        + " | owner=ana@example.org",
                "{allow: owner, provider: oidc, identityClaim: \"sub\"} | OIDC | owner=ana-sub",
                "{allow: owner, provider: oidc, identityClaim: \"sub\"} | USER_POOLS | ",
                "{allow: owner, ownerField: \"editors\"} | USER_POOLS | ",
                "{allow: owner, operations: [create, update]} | USER_POOLS | ",
                "{allow: owner} {allow: owner, ownerField: \"author\"} | USER_POOLS | ",
                "{allow: owner} {allow: groups, groups: [\"editors\"]} | USER_POOLS | ",
                "{allow: owner} {allow: groups, groups: [\"admins\"]} | USER_POOLS | owner=ana",
                "{allow: owner} {allow: groups, groups: [\"keeper\"], groupClaim: \"roles\"}"
                        + " | USER_POOLS | ",
                "{allow: owner} {allow: groups, groups: [\"red\"], groupClaim: \"team\"}"
                        + " | USER_POOLS | ",
                "{allow: owner} {allow: private} | USER_POOLS | ",
                "{allow: owner} {allow: private, provider: iam} | IAM | ",
                "{allow: owner} {allow: private, provider: iam} | USER_POOLS | owner=ana",
                "{allow: owner} {allow: public} | API_KEY | ",
                "{allow: owner} {allow: public} | USER_POOLS | owner=ana",
                "{allow: public, provider: iam} | IAM | ",
                "{allow: custom} | FUNCTION | ",
            })
    void AC133_theOwnerIsNamedWhereOwnersAreTheOnlyOnesWhoListen(
            String rules, Provider shown, String expected) {
        OwnerScope scope = OwnerScope.of(model(rules, ""), Set.of(shown), ANA);

        String named =
                switch (scope) {
                    case OwnerScope.Own(String field, String owner) -> field + "=" + owner;
                    case OwnerScope.Unnamed _ -> null;
                    case OwnerScope.Missing(String reason) -> throw new AssertionError(reason);
                };
        assertThat(named).isEqualTo(expected);
    }

    @Test
    void AC133_publicSubscriptionsNameNobody() {
        Model model = model("{allow: owner}", "(subscriptions: {level: public})");

        assertThat(OwnerScope.of(model, Set.of(Provider.USER_POOLS), ANA))
                .isEqualTo(new OwnerScope.Unnamed());
    }

    @Test
    void AC133_aTokenWithoutTheClaimNamesNobodyAndSaysSo() {
        Model model = model("{allow: owner, identityClaim: \"custom:id\"}", "");

        assertThat(OwnerScope.of(model, Set.of(Provider.USER_POOLS), ANA))
                .isInstanceOfSatisfying(
                        OwnerScope.Missing.class,
                        missing ->
                                assertThat(missing.reason())
                                        .startsWith("Owner field required, sign in is needed")
                                        .endsWith("custom:id"));
    }

    @Test
    void anArgumentStandsBesideThoseThatAreThere() {
        Operation plain = new Operation("onX", "subscription operation { onX { id } }");
        Call.Argument owner = new Call.Argument("owner", "String!");
        Call.Argument filter = new Call.Argument("filter", "F");

        assertThat(plain.with(owner).document())
                .isEqualTo("subscription operation($owner: String!) { onX(owner: $owner) { id } }");
        assertThat(plain.with(filter).with(owner).document())
                .isEqualTo(
                        "subscription operation($owner: String!, $filter: F)"
                                + " { onX(owner: $owner, filter: $filter) { id } }");
    }

    private static Model model(String rules, String options) {
        return Schemas.of(
                        """
                        type Note @model%s @auth(rules: [%s]) {
                          id: ID! author: String editors: [String]
                        }
                        """
                                .formatted(options, rules))
                .required("Note");
    }
}
