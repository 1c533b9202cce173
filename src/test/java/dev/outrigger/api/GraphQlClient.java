package dev.outrigger.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.api.ApiServer.Answer;
import dev.outrigger.json.Json;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// Asks `/graphql` over HTTP.
record GraphQlClient(ApiServer server) {
    /// The `data` of a document that is answered without errors.
    Map<?, ?> data(String document, Map<String, ?> variables) {
        Answer answer = ask(document, variables);
        assertThat(answer.get("errors")).as(document).isNull();
        assertThat(answer.status()).isEqualTo(200);
        return (Map<?, ?>) answer.get("data");
    }

    Map<?, ?> data(String document) {
        return data(document, Map.of());
    }

    /// The value of the only root field.
    @Nullable Object only(String document) {
        return data(document).values().iterator().next();
    }

    /// The one error of a document that is executed.
    Map<String, @Nullable Object> error(String document) {
        Answer answer = ask(document, Map.of());
        assertThat(answer.status()).isEqualTo(200);
        assertThat((List<?>) answer.get("errors")).as(document).hasSize(1);
        return object(((List<?>) answer.get("errors")).getFirst());
    }

    Answer ask(String document, Map<String, ?> variables) {
        return server.post(
                "/graphql", Json.write(Map.of("query", document, "variables", variables)));
    }

    /// The items of a page, by one of their fields.
    static List<?> each(@Nullable Object page, String field) {
        return ((List<?>) ((Map<?, ?>) page).get("items"))
                .stream().map(item -> (Object) ((Map<?, ?>) item).get(field)).toList();
    }

    /// The problem in an error's extensions.
    static Map<String, @Nullable Object> problemOf(Map<String, @Nullable Object> error) {
        return object(object(error.get("extensions")).get("problem"));
    }

    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> object(@Nullable Object json) {
        return (Map<String, @Nullable Object>) json;
    }
}
