package dev.outrigger.interop;

import dev.outrigger.testing.TestBackend;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// Somebody who writes at the backend, by plain GraphQL, while devices are connected or away.
record OtherWriter(TestBackend backend) {
    /// Creates an item of a model whose key is `id`.
    ///
    /// @return its id
    String create(String model, Map<String, ?> fields) {
        String id = UUID.randomUUID().toString();
        Map<String, Object> input = new HashMap<>(fields);
        input.put("id", id);
        mutate("create", model, input);
        return id;
    }

    /// @param input the key, the version and the fields that change
    void update(String model, Map<String, ?> input) {
        mutate("update", model, input);
    }

    void delete(String model, String id, int version) {
        mutate("delete", model, Map.of("id", id, "_version", version));
    }

    private void mutate(String verb, String model, Map<String, ?> input) {
        String document =
                """
                mutation ($input: %s%sInput!) { %s%s(input: $input) { _version _lastChangedAt } }
                """
                        .formatted(capitalized(verb), model, verb, model);
        TestBackend.Answer answer = backend.call(document, Map.of("input", input));
        if (!answer.errors().isEmpty()) {
            throw new AssertionError(verb + model + " was refused: " + answer.errors());
        }
    }

    private static String capitalized(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
