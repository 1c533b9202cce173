package dev.outrigger.backend.graphql;

import dev.outrigger.testing.TestBackend;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;

/// Sends mutations of one post, in the words of Amplify's JavaScript client.
record PostClient(TestBackend backend, String id) {
    private static final String FIELDS =
            "{ id title rating tags meta { source pages } json"
                    + " createdAt updatedAt _version _deleted _lastChangedAt }";

    Map<String, Object> get() {
        return backend.call("query { getPost(id: \"%s\") %s }".formatted(id, FIELDS))
                .object("getPost");
    }

    TestBackend.Answer create(@Nullable Object... fields) {
        Map<String, @Nullable Object> input = input(fields);
        input.put("id", id);
        return mutate("create", input, null);
    }

    TestBackend.Answer update(int version, @Nullable Object... fields) {
        Map<String, @Nullable Object> input = input(fields);
        input.put("id", id);
        input.put("_version", version);
        return mutate("update", input, null);
    }

    TestBackend.Answer delete(int version) {
        return mutate("delete", input("id", id, "_version", version), null);
    }

    TestBackend.Answer mutate(
            String verb, Map<String, ?> input, @Nullable Map<String, ?> condition) {
        String type = Character.toUpperCase(verb.charAt(0)) + verb.substring(1);
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        variables.put("input", input);
        variables.put("condition", condition);
        return backend.call(
                "mutation operation($input: %1$sPostInput!, $condition: ModelPostConditionInput){"
                                .formatted(type)
                        + verb
                        + "Post(input: $input, condition: $condition)"
                        + FIELDS
                        + "}",
                variables);
    }

    static Map<String, @Nullable Object> input(@Nullable Object... pairs) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int place = 0; place < pairs.length; place += 2) {
            values.put(String.valueOf(pairs[place]), pairs[place + 1]);
        }
        return values;
    }
}
