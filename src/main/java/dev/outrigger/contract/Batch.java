package dev.outrigger.contract;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Several calls in one document, each under an alias of its own. A backend carries mutations out
/// in their order, and goes on with the next one when one has failed.
public record Batch(String document, Map<String, @Nullable Object> variables) {
    /// A call with its variables.
    public record Part(Call call, Map<String, @Nullable Object> variables) {}

    public static Batch of(Call.Verb verb, List<Part> parts) {
        List<String> declared = new ArrayList<>();
        List<String> calls = new ArrayList<>();
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        for (int place = 0; place < parts.size(); place++) {
            Part part = parts.get(place);
            String suffix = String.valueOf(place);
            declared.add(part.call().declared(suffix));
            calls.add(part.call().aliased(alias(place), suffix));
            part.variables().forEach((name, value) -> variables.put(name + suffix, value));
        }
        return new Batch(
                verb.word()
                        + declared.stream().collect(Collectors.joining(", ", " operation(", ") "))
                        + calls.stream().collect(Collectors.joining(" ", "{ ", " }")),
                variables);
    }

    /// Where the answer to the call at this place is found, and what the path of its errors begins
    /// with.
    public static String alias(int place) {
        return "m" + place;
    }

    /// No values.
    @Override
    public String toString() {
        return document;
    }
}
