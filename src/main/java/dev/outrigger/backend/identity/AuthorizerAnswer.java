package dev.outrigger.backend.identity;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an authorizer said, in AppSync's form.
///
/// @param ttl for how long it counts
record AuthorizerAnswer(Identification decision, Duration ttl) {
    private static final Pattern FIELD_ARN =
            Pattern.compile("arn:[^:]*:appsync:.*/types/([^/]+)/fields/([^/]+)");

    /// Empty when it is not of that form: then nothing was decided.
    static Optional<AuthorizerAnswer> read(Map<?, ?> answer, Duration usualTtl) {
        Optional<Duration> ttl = ttl(answer.get("ttlOverride"), usualTtl);
        if (!(answer.get("isAuthorized") instanceof Boolean authorized) || ttl.isEmpty()) {
            return Optional.empty();
        }
        if (!authorized) {
            return Optional.of(
                    new AuthorizerAnswer(
                            Identification.refused(Identification.Reason.DENIED), ttl.get()));
        }
        // Half of what is denied must not be allowed because the other half cannot be read.
        return denied(answer.get("deniedFields"))
                .flatMap(
                        denied ->
                                context(answer.get("resolverContext"))
                                        .map(context -> new Caller.Custom(context, denied)))
                .map(
                        caller ->
                                new AuthorizerAnswer(
                                        new Identification.Identified(caller), ttl.get()));
    }

    private static Optional<Duration> ttl(@Nullable Object override, Duration usual) {
        return switch (override) {
            case null -> Optional.of(usual);
            case Integer seconds when seconds >= 0 -> Optional.of(Duration.ofSeconds(seconds));
            default -> Optional.empty();
        };
    }

    private static Optional<Map<String, @Nullable Object>> context(@Nullable Object context) {
        return switch (context) {
            case null -> Optional.of(Map.of());
            case Map<?, ?> members -> {
                Map<String, @Nullable Object> named = new LinkedHashMap<>();
                members.forEach((name, value) -> named.put(String.valueOf(name), value));
                yield Optional.of(named);
            }
            default -> Optional.empty();
        };
    }

    private static Optional<Set<String>> denied(@Nullable Object fields) {
        return switch (fields) {
            case null -> Optional.of(Set.of());
            case List<?> names when names.stream().allMatch(String.class::isInstance) -> {
                Set<String> denied = new HashSet<>();
                names.forEach(name -> denied.add(field(String.valueOf(name))));
                yield Optional.of(denied);
            }
            default -> Optional.empty();
        };
    }

    /// Fields may be given by AWS's names for them too.
    private static String field(String name) {
        Matcher arn = FIELD_ARN.matcher(name);
        return arn.matches() ? arn.group(1) + "." + arn.group(2) : name;
    }
}
