package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.graphql.execution.ArgumentRefused;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// AppSync's bounds of a subscription's filter, which is tested for every write. Amplify's
/// JavaScript client looks for these words: it then subscribes without a filter and filters by
/// itself.
///
/// AppSync also refuses to compare one field twice. That is no bound here, so it is accepted: the
/// client gets what it asked for either way.
final class SubscriptionFilterRules {
    private static final int DEEPEST = 5;
    private static final int MOST_VALUES = 5;
    private static final Set<String> GROUPS = Set.of("and", "or");
    private static final List<String> MEMBERSHIP = List.of("in", "notIn");

    private SubscriptionFilterRules() {}

    /// @param filter as the executor has checked it against its type
    /// @throws ArgumentRefused when it is beyond the bounds
    static void check(@Nullable Object filter) {
        check(filter, 1);
    }

    private static void check(@Nullable Object filter, int depth) {
        if (!(filter instanceof Map<?, ?> members)) {
            return;
        }
        if (depth > DEEPEST) {
            throw new ArgumentRefused(
                    "Filters combination exceed maximum limit "
                            + DEEPEST
                            + ": the argument filter has groups in groups deeper than that");
        }
        members.forEach(
                (name, member) -> {
                    if (GROUPS.contains(name) && member instanceof List<?> parts) {
                        parts.forEach(part -> check(part, depth + 1));
                    } else if (member instanceof Map<?, ?> tests) {
                        checkValues(String.valueOf(name), tests);
                    }
                });
    }

    private static void checkValues(String field, Map<?, ?> tests) {
        for (String operator : MEMBERSHIP) {
            if (tests.get(operator) instanceof List<?> values && values.size() > MOST_VALUES) {
                throw new ArgumentRefused(
                        "Filters exceed maximum attributes limit "
                                + MOST_VALUES
                                + ": "
                                + operator
                                + " compares "
                                + field
                                + " with "
                                + values.size()
                                + " values");
            }
        }
    }
}
