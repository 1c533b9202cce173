package dev.outrigger.interop;

import static dev.outrigger.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.schema.SchemaFixture;
import dev.outrigger.testing.AmplifyClient;
import dev.outrigger.testing.AmplifyDevices;
import dev.outrigger.testing.AmplifyRelease;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Two Amplify clients whose models have keys of several fields, and relations of every kind.
@ForEachRelease
class KeysAndRelationsIT {
    private static final String CUSTOMER = "Customer";
    private static final String JOINED = "2026-11-25T10:00:00.000Z";

    @Parameter AmplifyRelease release;

    private AmplifyDevices devices;
    private AmplifyClient phone;
    private AmplifyClient laptop;

    @BeforeParameterizedClassInvocation
    void start() {
        devices = new AmplifyDevices("keys", release, SchemaFixture.text("composite-key.graphql"));
        phone = devices.start("phone");
        laptop = devices.start("laptop");
    }

    @AfterParameterizedClassInvocation
    void stop() {
        devices.close();
    }

    @Test
    void anItemWithAKeyOfSeveralFieldsIsCreatedChangedAndDeleted() {
        // When, Then
        Map<String, Object> key = customer(1);
        eventually(() -> assertThat(laptop.version(CUSTOMER, key)).isEqualTo(1));

        laptop.update(CUSTOMER, key, Map.of("name", "renamed"));
        eventually(() -> assertThat(phone.version(CUSTOMER, key)).isEqualTo(2));
        assertThat(phone.get(CUSTOMER, key)).containsEntry("name", "renamed");
        assertThat(laptop.wire().exchanges("updateCustomer").getLast().input())
                .containsOnlyKeys("tenant", "region", "number", "name", "_version");

        phone.delete(CUSTOMER, key);
        eventually(() -> assertThat(laptop.get(CUSTOMER, key)).isNull());
        assertThat(phone.wire().exchanges("deleteCustomer").getLast().input())
                .containsOnlyKeys("tenant", "region", "number", "_version");
    }

    @Test
    void itemsThatDifferInOnePartOfTheKeyAreTwo() {
        // When
        Map<String, Object> first = customer(10);
        Map<String, Object> second = customer(11);

        // Then
        eventually(() -> assertThat(laptop.version(CUSTOMER, second)).isEqualTo(1));
        assertThat(laptop.get(CUSTOMER, first)).containsEntry("number", 10);
        assertThat(laptop.get(CUSTOMER, second)).containsEntry("number", 11);
    }

    @Test
    void childrenReferToAParentByItsWholeKey() {
        // Given
        Map<String, Object> key = customer(20);

        // When
        String order =
                idOf(
                        phone.save(
                                "Order",
                                Map.of(
                                        "total",
                                        9.5,
                                        "customer",
                                        Map.of("$ref", List.of(CUSTOMER, key)))));

        // Then
        eventually(() -> assertThat(laptop.version("Order", order)).isEqualTo(1));
        assertThat(laptop.related("Order", order, "customer")).containsAllEntriesOf(key);
        assertThat(laptop.children(CUSTOMER, key, "orders"))
                .singleElement()
                .extracting(child -> child.get("id"))
                .isEqualTo(order);
    }

    @Test
    void aHasOneIsFoundFromBothSides() {
        // Given
        String profile = idOf(phone.save("Profile", Map.of("bio", "an otter")));
        Map<String, Object> fields =
                Map.of(
                        "firstName",
                        "Ada",
                        "lastName",
                        "Lovelace",
                        "createdAt",
                        JOINED,
                        "profile",
                        Map.of("$ref", List.of("Profile", profile)));

        // When
        String user = idOf(phone.save("User", fields));
        eventually(() -> assertThat(phone.version("Profile", profile)).isEqualTo(1));
        phone.update("Profile", profile, Map.of("user", Map.of("$ref", List.of("User", user))));

        // Then
        eventually(() -> assertThat(laptop.version("Profile", profile)).isEqualTo(2));
        eventually(() -> assertThat(laptop.version("User", user)).isEqualTo(1));
        assertThat(laptop.related("User", user, "profile")).containsEntry("bio", "an otter");
        assertThat(laptop.related("Profile", profile, "user"))
                .containsEntry("lastName", "Lovelace");
        assertThat(laptop.get("User", user)).containsEntry("createdAt", JOINED);
    }

    /// @return the key of a new customer that the backend has
    private Map<String, Object> customer(int number) {
        Map<String, Object> key = Map.of("tenant", "acme", "region", "no rth#1", "number", number);
        Map<String, Object> fields = new HashMap<>(key);
        fields.put("name", "named");
        fields.put("joined", JOINED);
        phone.save(CUSTOMER, fields);
        eventually(() -> assertThat(phone.version(CUSTOMER, key)).isEqualTo(1));
        return key;
    }

    private static String idOf(Map<String, ?> item) {
        return String.valueOf(item.get("id"));
    }
}
