package dev.outrigger.testing;

import dev.outrigger.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A backend whose callers are those of [NamedCallers].
public final class RuledBackend implements AutoCloseable {
    private final TestBackend backend;

    private RuledBackend(TestBackend backend) {
        this.backend = backend;
    }

    public static RuledBackend start(String schema) {
        var usual = TestBackend.Setup.usual();
        return new RuledBackend(
                TestBackend.start(
                        schema, usual.with(usual.server().withAuthenticator(new NamedCallers()))));
    }

    public TestBackend.Answer call(String caller, String query) {
        return call(caller, query, Map.of());
    }

    public TestBackend.Answer call(
            String caller, String query, Map<String, ? extends @Nullable Object> variables) {
        return backend.post(
                Json.write(Map.of("query", query, "variables", variables)),
                Map.of("x-api-key", caller));
    }

    /// Sends a mutation of one model, such as `createNote`, and asks for `selection`.
    public TestBackend.Answer mutate(
            String caller, String field, Map<String, ? extends @Nullable Object> input) {
        String type = Character.toUpperCase(field.charAt(0)) + field.substring(1) + "Input";
        return call(
                caller,
                "mutation operation($input: %s!) { %s(input: $input) { id _version } }"
                        .formatted(type, field),
                Map.of("input", input));
    }

    /// The values of one field of all items that a query of pages answers, page after page.
    public List<Object> all(String caller, String field, String arguments, String selected) {
        List<Object> found = new ArrayList<>();
        @Nullable Object token = null;
        do {
            Map<String, @Nullable Object> variables = new LinkedHashMap<>();
            variables.put("token", token);
            TestBackend.Answer answer =
                    call(
                            caller,
                            ("query operation($token: String) { %s(%s nextToken: $token)"
                                            + " { items { %s } nextToken } }")
                                    .formatted(field, arguments, selected),
                            variables);
            answer.items(field).forEach(item -> found.add(item.get(selected)));
            token = answer.object(field).get("nextToken");
        } while (token != null);
        return found;
    }

    public TestSocket realtime(String caller) {
        return TestSocket.connect(backend, TestSocket.Handshake.SUB_PROTOCOL, caller).initialised();
    }

    public static Map<String, @Nullable Object> input(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int place = 0; place < namesAndValues.length; place += 2) {
            values.put(String.valueOf(namesAndValues[place]), namesAndValues[place + 1]);
        }
        return values;
    }

    @Override
    public void close() {
        backend.close();
    }
}
