package dev.outrigger.schema;

import dev.outrigger.model.AuthRule;
import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.AuthRule.Grantee;
import dev.outrigger.model.AuthRule.Provider;
import dev.outrigger.model.Generation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads one rule of `@auth`, with Amplify's defaults for what it leaves out.
final class AuthRuleReader {
    private static final List<String> MEMBERS =
            List.of(
                    "allow",
                    "provider",
                    "identityClaim",
                    "groupClaim",
                    "ownerField",
                    "groupsField",
                    "groups",
                    "operations");
    private static final List<String> OLDER_MEMBERS =
            List.of(
                    "allow",
                    "provider",
                    "identityClaim",
                    "identityField",
                    "groupClaim",
                    "ownerField",
                    "groupsField",
                    "groups",
                    "operations",
                    "queries",
                    "mutations");

    private static final Map<String, Provider> PROVIDERS = providers();
    private static final Map<String, List<Provider>> PROVIDERS_OF = providersOf();

    private static final String DEFAULT_GROUP_CLAIM = "cognito:groups";

    private final RuleMembers members;
    private final AuthReader.Place place;
    private final Generation generation;

    AuthRuleReader(RuleMembers members, AuthReader.Place place, Generation generation) {
        this.members = members;
        this.place = place;
        this.generation = generation;
    }

    /// The rule, or empty where it is a finding.
    Optional<AuthRule> rule() {
        members.expectOnly(generation == Generation.FIRST ? OLDER_MEMBERS : MEMBERS);
        if (!members.has("allow")) {
            members.wrong("a rule needs allow: one of " + String.join(", ", PROVIDERS_OF.keySet()));
        }
        String allow = members.word("allow", List.copyOf(PROVIDERS_OF.keySet())).orElse(null);
        if (allow == null) {
            return Optional.empty();
        }
        Set<Action> actions = new AuthActionReader(members, place, generation).actions();
        Optional<Provider> provider = provider(allow);
        Optional<Grantee> grantee = grantee(allow);
        if (actions.isEmpty() || provider.isEmpty() || grantee.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new AuthRule(grantee.get(), provider.get(), actions));
    }

    private Optional<Provider> provider(String allow) {
        List<Provider> possible = PROVIDERS_OF.get(allow);
        if (!members.has("provider")) {
            return Optional.of(possible.getFirst());
        }
        Optional<Provider> provider =
                members.word("provider", List.copyOf(PROVIDERS.keySet())).map(PROVIDERS::get);
        if (provider.isPresent() && !possible.contains(provider.get())) {
            members.wrong(
                    "allow: " + allow + " is possible with provider " + words(possible) + " only");
            return Optional.empty();
        }
        return provider;
    }

    private Optional<Grantee> grantee(String allow) {
        refuseOf("owner", allow, List.of("ownerField", "identityClaim", "identityField"));
        refuseOf("groups", allow, List.of("groupsField", "groups", "groupClaim"));
        return switch (allow) {
            case "owner" -> Optional.of(owner());
            case "groups" -> groups();
            case "private" -> Optional.of(new Grantee.Private());
            case "public" -> Optional.of(new Grantee.Public());
            case String _ -> Optional.of(new Grantee.Custom());
        };
    }

    /// A member that belongs to another kind of rule says that the rule was meant otherwise.
    private void refuseOf(String kind, String allow, List<String> names) {
        if (!allow.equals(kind)) {
            names.stream()
                    .filter(members::has)
                    .forEach(
                            name ->
                                    members.wrong(
                                            name
                                                    + " belongs to a rule with allow: "
                                                    + kind
                                                    + ", not to allow: "
                                                    + allow));
        }
    }

    private Grantee owner() {
        String older = generation == Generation.FIRST ? "username" : "sub::username";
        if (members.has("identityField") && members.has("identityClaim")) {
            members.wrong("identityField is the older name of identityClaim: keep the latter");
        }
        String claim =
                members.text("identityClaim").or(() -> members.text("identityField")).orElse(older);
        return new Grantee.Owner(members.text("ownerField").orElse("owner"), claim);
    }

    private Optional<Grantee> groups() {
        String claim = members.text("groupClaim").orElse(DEFAULT_GROUP_CLAIM);
        boolean dynamic = members.has("groupsField");
        if (dynamic == members.has("groups")) {
            members.wrong(
                    dynamic
                            ? "a rule has groups or groupsField, not both"
                            : "allow: groups needs groups, the names, or groupsField, the field"
                                    + " that holds them");
            return Optional.empty();
        }
        if (dynamic) {
            return members.text("groupsField")
                    .map(field -> new Grantee.DynamicGroups(field, claim));
        }
        List<String> names = members.texts("groups");
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(new Grantee.StaticGroups(names, claim));
    }

    private static String words(List<Provider> providers) {
        return PROVIDERS.entrySet().stream()
                .filter(entry -> providers.contains(entry.getValue()))
                .map(Map.Entry::getKey)
                .reduce((left, right) -> left + ", " + right)
                .orElseThrow();
    }

    private static Map<String, Provider> providers() {
        Map<String, Provider> providers = new LinkedHashMap<>();
        providers.put("apiKey", Provider.API_KEY);
        providers.put("iam", Provider.IAM);
        providers.put("identityPool", Provider.IDENTITY_POOL);
        providers.put("oidc", Provider.OIDC);
        providers.put("userPools", Provider.USER_POOLS);
        providers.put("function", Provider.FUNCTION);
        return providers;
    }

    /// What each kind of rule is possible with, the default first.
    private static Map<String, List<Provider>> providersOf() {
        List<Provider> signedIn = List.of(Provider.USER_POOLS, Provider.OIDC);
        Map<String, List<Provider>> providers = new LinkedHashMap<>();
        providers.put("owner", signedIn);
        providers.put("groups", signedIn);
        providers.put(
                "private",
                List.of(Provider.USER_POOLS, Provider.OIDC, Provider.IAM, Provider.IDENTITY_POOL));
        providers.put("public", List.of(Provider.API_KEY, Provider.IAM, Provider.IDENTITY_POOL));
        providers.put("custom", List.of(Provider.FUNCTION));
        return providers;
    }
}
