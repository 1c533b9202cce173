package dev.outrigger.backend.authorization;

import dev.outrigger.backend.identity.Caller;
import dev.outrigger.model.AuthRule;
import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.AuthRule.Grantee;
import dev.outrigger.model.AuthRule.Provider;
import dev.outrigger.model.Item;
import dev.outrigger.model.Model;

import org.jspecify.annotations.Nullable;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Draws models with rules, items and callers from one seed. Names and groups are few, so that they
/// meet, and awkward.
final class RandomRules {
    private static final List<String> USERS =
            List.of("ana", "ben", "o'neil", "\\", "ä\uD83D\uDE00");
    private static final List<String> GROUPS = List.of("editors", "edit", "a\"b", "%");

    private final Random random;

    RandomRules(long seed) {
        this.random = new Random(seed);
    }

    Model model() {
        Map<String, List<AuthRule>> fieldRules = new LinkedHashMap<>();
        for (String field : List.of("id", "title", "secret", "owner")) {
            if (random.nextInt(5) == 0) {
                fieldRules.put(field, rules());
            }
        }
        return RuledModels.note(rules(), fieldRules);
    }

    private List<AuthRule> rules() {
        return Stream.generate(this::rule).limit(1 + random.nextInt(3)).toList();
    }

    private AuthRule rule() {
        Set<Action> actions = EnumSet.noneOf(Action.class);
        IntStream.range(0, 1 + random.nextInt(5)).forEach(_ -> actions.add(any(Action.values())));
        return switch (random.nextInt(9)) {
            case 0 -> new AuthRule(new Grantee.Public(), Provider.API_KEY, actions);
            case 1 -> signedIn(new Grantee.Private(), actions);
            case 2 -> signedIn(RuledModels.group(any(GROUPS), any(GROUPS)), actions);
            case 3 -> signedIn(RuledModels.groupsIn("team"), actions);
            case 4 -> signedIn(RuledModels.groupsIn("teams"), actions);
            case 5 -> signedIn(RuledModels.owner("authors"), actions);
            case 6 -> signedIn(new Grantee.Owner("owner", "email"), actions);
            default -> signedIn(RuledModels.owner("owner"), actions);
        };
    }

    private AuthRule signedIn(Grantee grantee, Set<Action> actions) {
        return new AuthRule(
                grantee, random.nextInt(6) == 0 ? Provider.OIDC : Provider.USER_POOLS, actions);
    }

    Caller caller() {
        if (random.nextInt(8) == 0) {
            return Callers.API_KEY;
        }
        String name = any(USERS);
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        claims.put("sub", name + "-sub");
        if (random.nextInt(6) > 0) {
            claims.put("username", name);
        }
        if (random.nextBoolean()) {
            claims.put("email", name);
        }
        claims.put("cognito:groups", several(GROUPS));
        return new Caller.SignedIn(
                random.nextInt(5) == 0 ? Provider.OIDC : Provider.USER_POOLS, claims);
    }

    Item item(int number) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("id", "n%03d".formatted(number));
        values.put("title", "T");
        values.put("owner", orNull(owner()));
        values.put(
                "authors", orNull(Stream.generate(this::owner).limit(random.nextInt(3)).toList()));
        values.put("team", orNull(any(GROUPS)));
        values.put("teams", orNull(several(GROUPS)));
        return Item.of(RuledModels.note(List.of(), Map.of()), values);
    }

    private String owner() {
        String name = any(USERS);
        return switch (random.nextInt(3)) {
            case 0 -> name;
            case 1 -> name + "-sub";
            default -> name + "-sub::" + name;
        };
    }

    private @Nullable Object orNull(Object value) {
        return random.nextInt(5) == 0 ? null : value;
    }

    private List<String> several(List<String> values) {
        return Stream.generate(() -> any(values)).limit(random.nextInt(3)).toList();
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private Action any(Action[] values) {
        return any(List.of(values));
    }
}
