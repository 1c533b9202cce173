package dev.outrigger.backend.graphql.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.testing.TestBackend;
import dev.outrigger.testing.TestSocket;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

/// What the filter of a subscription lets through, and where its bounds are.
class SubscriptionFilterIT {
    private static final String ON_CREATE =
            "subscription operation($filter: ModelSubscriptionPostFilterInput) {"
                    + " onCreatePost(filter: $filter) { title } }";

    private static TestBackend backend;

    @BeforeAll
    static void start() {
        backend =
                TestBackend.start(
                        "type Post @model { id: ID! title: String! rating: Int tags: [String] }");
    }

    @AfterAll
    static void stop() {
        backend.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ne", "notIn", "eq", "in", "lt"})
    void fieldWithoutAValuePassesNoTest(String operator) {
        Object operand = operator.equals("in") || operator.equals("notIn") ? List.of(7) : 7;
        boolean wanted = operator.equals("ne") || operator.equals("notIn");
        try (var socket = subscribed(Map.of("rating", Map.of(operator, operand)))) {
            // When
            create("without", "null");
            create("with", wanted ? "8" : operator.equals("lt") ? "6" : "7");

            // Then
            assertThat(socket.next(1).getFirst().toString()).contains("title=with}");
        }
    }

    @Test
    void liveItemsCanBeAskedFor() {
        try (var socket = subscribed(Map.of("_deleted", Map.of("ne", true)))) {
            create("live", "1");
            assertThat(socket.next(1).getFirst().toString()).contains("title=live}");
        }
    }

    @Test
    void oneFieldMayBeComparedTwice() {
        var between =
                Map.of(
                        "and",
                        List.of(
                                Map.of("rating", Map.of("gt", 1)),
                                Map.of("rating", Map.of("lt", 5))));
        try (var socket = subscribed(between)) {
            create("five", "5");
            create("three", "3");
            assertThat(socket.next(1).getFirst().toString()).contains("title=three}");
        }
    }

    @Test
    void tooManyValuesAreRefusedInTheWordsThatMakeTheClientFilterByItself() {
        var five = Map.of("rating", Map.of("in", List.of(1, 2, 3, 4, 5)));
        try (var socket = subscribed(five)) {
            socket.start(
                    "more",
                    ON_CREATE,
                    Map.of("filter", Map.of("rating", Map.of("in", List.of(1, 2, 3, 4, 5, 6)))),
                    TestBackend.API_KEY);
            assertThat(socket.next(1).getFirst().toString())
                    .contains("type=error", "Filters exceed maximum attributes limit");
        }
    }

    @Test
    void groupsInGroupsAreRefusedBeyondFiveLevels() {
        try (var socket = subscribed(nested(5))) {
            socket.start("more", ON_CREATE, Map.of("filter", nested(6)), TestBackend.API_KEY);
            assertThat(socket.next(1).getFirst().toString())
                    .contains("type=error", "Filters combination exceed maximum limit");
        }
    }

    @Test
    void negationIsNoPartOfASubscriptionsFilter() {
        try (var socket = backend.realtime().initialised()) {
            socket.start(
                    "not",
                    ON_CREATE,
                    Map.of("filter", Map.of("not", Map.of("rating", Map.of("eq", 1)))),
                    TestBackend.API_KEY);
            assertThat(socket.next(1).getFirst().toString())
                    .contains("The variables input contains a field name 'not'");
        }
    }

    private static Map<String, Object> nested(int levels) {
        Map<String, Object> filter = Map.of("rating", Map.of("eq", 1));
        for (int level = 1; level < levels; level++) {
            filter = Map.of(level % 2 == 0 ? "and" : "or", List.of(filter));
        }
        return filter;
    }

    private static TestSocket subscribed(Map<String, ?> filter) {
        return backend.realtime()
                .initialised()
                .subscribed("s", ON_CREATE, Map.of("filter", filter));
    }

    private static void create(String title, String rating) {
        assertThat(
                        backend.call(
                                        "mutation { createPost(input: {title: \"%s\", rating: %s})"
                                                        .formatted(title, rating)
                                                + " { id } }")
                                .errors())
                .isEmpty();
    }
}
