package dev.outrigger.backend.graphql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.testing.TestBackend;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// get, list, index queries and relations.
class QueriesIT {
    private static final String SCHEMA =
            """
            type Customer @model {
              tenant: ID! @primaryKey(sortKeyFields: ["region", "number"])
              region: String!
              number: Int!
              name: String!
              email: AWSEmail
                @index(name: "byEmail", queryField: "customersByEmail", sortKeyFields: ["joined"])
              joined: AWSDateTime
              orders: [Order] @hasMany
            }
            type Order @model { id: ID! total: Float! customer: Customer @belongsTo }
            """;

    private static TestBackend backend;

    @BeforeAll
    static void start() {
        backend = TestBackend.start(SCHEMA);
        for (String region : List.of("eu", "us")) {
            for (int number = 1; number <= 5; number++) {
                createCustomer("t1", region, number);
            }
        }
        createCustomer("t2", "eu", 1);
        for (int number = 1; number <= 6; number++) {
            backend.call(
                            """
                            mutation { createOrder(input: {id: "o%d", total: %d.5,
                              customerOrdersTenant: "t1", customerOrdersRegion: "eu",
                              customerOrdersNumber: %d}) { id } }
                            """
                                    .formatted(number, number, 1 + number % 2))
                    .object("createOrder");
        }
        backend.call("mutation { createOrder(input: {id: \"o9\", total: 9}) { id } }");
    }

    @AfterAll
    static void stop() {
        backend.close();
    }

    @Test
    void getFindsAnItemByItsCompositeKey() {
        var answer =
                backend.call("{ getCustomer(tenant: \"t1\", region: \"us\", number: 3) { name } }");
        assertThat(answer.object("getCustomer")).isEqualTo(Map.of("name", "t1-us-3"));
    }

    @Test
    void getOfAnUnknownKeyIsNull() {
        var answer = backend.call("{ getOrder(id: \"none\") { id } }");
        assertThat(answer.body().get("data"))
                .isEqualTo(java.util.Collections.singletonMap("getOrder", null));
        assertThat(answer.errors()).isEmpty();
    }

    @Test
    void listPagesThroughAllItemsOnce() {
        // When
        List<Object> names = new ArrayList<>();
        String token = null;
        int pages = 0;
        do {
            var page = list("limit: 4", token).object("listCustomers");
            for (Object item : (List<?>) page.get("items")) {
                names.add(((Map<?, ?>) item).get("name"));
            }
            token = (String) page.get("nextToken");
            pages++;
        } while (token != null);

        // Then
        assertThat(names).hasSize(11).doesNotHaveDuplicates();
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void limitCountsItemsBeforeTheFilter() {
        // When
        var page = list("limit: 5, filter: {number: {gt: 5}}", null).object("listCustomers");

        // Then
        assertThat((List<?>) page.get("items")).isEmpty();
        assertThat(page.get("nextToken")).isNotNull();
    }

    @Test
    void filterCombinesFieldsAndGroups() {
        var answer =
                list(
                        "filter: {tenant: {eq: \"t1\"}, or: [{number: {between: [2, 3]}},"
                                + " {name: {beginsWith: \"t1-us-5\"}}],"
                                + " not: {region: {eq: \"eu\"}},"
                                + " _deleted: {ne: true}}",
                        null);
        assertThat(answer.items("listCustomers"))
                .extracting(item -> item.get("name"))
                .containsExactly("t1-us-2", "t1-us-3", "t1-us-5");
    }

    @Test
    void listByPartitionSortsBothWaysAndLimitsTheSortKey() {
        assertThat(names("tenant: \"t1\", sortDirection: DESC, limit: 2"))
                .containsExactly("t1-us-5", "t1-us-4");
        assertThat(names("tenant: \"t1\", regionNumber: {ge: {region: \"us\", number: 4}}"))
                .containsExactly("t1-us-4", "t1-us-5");
        assertThat(names("tenant: \"t1\", regionNumber: {beginsWith: {region: \"e\"}}"))
                .hasSize(5)
                .allMatch(name -> name.toString().startsWith("t1-eu"));
        assertThat(
                        names(
                                "tenant: \"t1\", regionNumber: {between:"
                                        + " [{region: \"eu\", number: 5},"
                                        + " {region: \"us\", number: 1}]}"))
                .containsExactly("t1-eu-5", "t1-us-1");
    }

    @Test
    void indexQueryReadsOnePartitionInOrder() {
        // When
        var answer =
                backend.call(
                        """
                        { customersByEmail(email: "eu@example.com", sortDirection: DESC,
                            joined: {lt: "2026-01-04T00:00:00Z"}, limit: 2)
                          { items { name } nextToken } }
                        """);

        // Then
        assertThat(answer.items("customersByEmail"))
                .extracting(item -> item.get("name"))
                .containsExactly("t1-eu-3", "t1-eu-2");
        String token = (String) answer.object("customersByEmail").get("nextToken");
        var next =
                backend.call(
                        "query q($token: String) { customersByEmail(email: \"eu@example.com\","
                                + " sortDirection: DESC, joined: {lt: \"2026-01-04T00:00:00Z\"},"
                                + " nextToken: $token) { items { name } nextToken } }",
                        Map.of("token", token));
        assertThat(next.items("customersByEmail"))
                .extracting(item -> item.get("name"))
                .contains("t1-eu-1")
                .doesNotContain("t1-eu-2", "t1-eu-3");
    }

    @Test
    void relationsGoBothWaysToAnyDepth() {
        // When
        var answer =
                backend.call(
                        """
                        { getCustomer(tenant: "t1", region: "eu", number: 1) { name
                            orders { items { id customer { name
                              orders(limit: 1, sortDirection: DESC) {
                                items { id } nextToken startedAt } } } nextToken } } }
                        """);

        // Then
        var orders = (Map<?, ?>) answer.object("getCustomer").get("orders");
        assertThat(orders.get("nextToken")).isNull();
        var items = (List<?>) orders.get("items");
        List<Object> ids = new ArrayList<>();
        items.forEach(item -> ids.add(((Map<?, ?>) item).get("id")));
        assertThat(ids).containsExactly("o2", "o4", "o6");
        var customer = (Map<?, ?>) ((Map<?, ?>) items.getFirst()).get("customer");
        assertThat(customer.get("name")).isEqualTo("t1-eu-1");
        var last = (Map<?, ?>) customer.get("orders");
        assertThat(last.get("items")).isEqualTo(List.of(Map.of("id", "o6")));
        assertThat(last.get("nextToken")).isNotNull();
    }

    @Test
    void relationGoesOnBehindItsToken() {
        // Given
        String query =
                "query q($token: String) { getCustomer(tenant: \"t1\", region: \"eu\", number: 1)"
                        + " { orders(limit: 2, nextToken: $token) { items { id } nextToken } } }";
        var first = (Map<?, ?>) backend.call(query).object("getCustomer").get("orders");

        // When
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        variables.put("token", first.get("nextToken"));
        var second = (Map<?, ?>) backend.call(query, variables).object("getCustomer").get("orders");

        // Then
        assertThat(first.get("items")).isEqualTo(List.of(Map.of("id", "o2"), Map.of("id", "o4")));
        assertThat(second.get("items")).isEqualTo(List.of(Map.of("id", "o6")));
    }

    @Test
    void itemWithoutAForeignKeyHasNoParent() {
        var answer = backend.call("{ getOrder(id: \"o9\") { total customer { name } } }");
        assertThat(answer.object("getOrder"))
                .containsEntry("customer", null)
                .containsEntry("total", 9.0);
    }

    @Test
    void listReturnsTombstones() {
        // Given
        createCustomer("t3", "eu", 1);
        backend.call(
                "mutation { deleteCustomer(input: {tenant: \"t3\", region: \"eu\", number: 1,"
                        + " _version: 1}) { name } }");

        // When
        var answer = list("tenant: \"t3\"", null);

        // Then
        assertThat(answer.items("listCustomers").getFirst()).containsEntry("_deleted", true);
        assertThat(names("tenant: \"t3\", filter: {_deleted: {ne: true}}")).isEmpty();
        clean();
    }

    /// The other tests count the items.
    private static void clean() {
        try (var connection =
                        java.sql.DriverManager.getConnection(backend.databaseUrl().jdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute("delete from backend.customer where tenant = 't3'");
        } catch (java.sql.SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static List<Object> names(String arguments) {
        return list(arguments, null).items("listCustomers").stream()
                .map(item -> item.get("name"))
                .toList();
    }

    private static TestBackend.Answer list(String arguments, @Nullable String token) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        variables.put("token", token);
        return backend.call(
                "query operation($token: String) { listCustomers("
                        + arguments
                        + ", nextToken: $token)"
                        + " { items { name number _deleted } nextToken startedAt } }",
                variables);
    }

    private static void createCustomer(String tenant, String region, int number) {
        backend.call(
                        """
                        mutation { createCustomer(input: {tenant: "%1$s", region: "%2$s",
                          number: %3$d, name: "%1$s-%2$s-%3$d", email: "%2$s@example.com",
                          joined: "2026-01-0%3$dT00:00:00Z"}) { name } }
                        """
                                .formatted(tenant, region, number))
                .object("createCustomer");
    }
}
