package dev.outrigger.codegen;

import dev.outrigger.model.WrittenDirective;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The rules of `@auth` as Amplify's generator repeats them: word for word, with some of the
/// defaults filled in. They are what clients decide by how they sign in, not what a backend keeps.
final class AuthAttribute {
    private static final List<String> OPERATIONS = List.of("create", "update", "delete", "read");

    private AuthAttribute() {}

    static Map<String, @Nullable Object> of(WrittenDirective directive) {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>(directive.arguments());
        if (properties.get("rules") instanceof List<?> rules) {
            properties.put("rules", rules.stream().map(AuthAttribute::rule).toList());
        }
        return properties;
    }

    private static Map<String, @Nullable Object> rule(Object written) {
        Map<String, @Nullable Object> members = members(written);
        Map<String, @Nullable Object> rule = new LinkedHashMap<>();
        boolean owner = "owner".equals(members.get("allow"));
        boolean groups = "groups".equals(members.get("allow"));
        if (owner) {
            rule.put("provider", "userPools");
            rule.put("ownerField", "owner");
        }
        if (groups) {
            rule.put("groupClaim", "cognito:groups");
            rule.put("provider", "userPools");
        }
        rule.putAll(members);
        if (owner) {
            rule.put("identityClaim", identityClaim(members));
        }
        if (groups && members.get("groups") == null) {
            rule.put("groupField", "groups");
        }
        Object operations = members.getOrDefault("operations", members.get("mutations"));
        rule.put("operations", operations == null ? OPERATIONS : operations);
        return rule;
    }

    private static Object identityClaim(Map<String, @Nullable Object> members) {
        Object claim = members.getOrDefault("identityClaim", members.get("identityField"));
        return claim == null || claim.equals("username") ? "cognito:username" : claim;
    }

    private static Map<String, @Nullable Object> members(Object rule) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        if (rule instanceof Map<?, ?> map) {
            map.forEach((name, value) -> members.put(String.valueOf(name), value));
        }
        return members;
    }
}
