package dev.outrigger.interop;

import static dev.outrigger.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.schema.SchemaFixture;
import dev.outrigger.testing.AmplifyClient;
import dev.outrigger.testing.AmplifyDevices;
import dev.outrigger.testing.AmplifyRelease;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Values of every type travel from one Amplify client to another and back unchanged.
@ForEachRelease
class ValuesIT {
    private static final String EVERYTHING = "Everything";
    private static final Map<String, Object> REQUIRED =
            Map.of(
                    "sReq",
                    "required",
                    "colorReq",
                    "GREEN",
                    "addressReq",
                    Map.of("city", "Oslo"),
                    "sListReq",
                    List.of());

    @Parameter AmplifyRelease release;

    private AmplifyDevices devices;
    private AmplifyClient phone;
    private AmplifyClient laptop;

    @BeforeParameterizedClassInvocation
    void start() {
        devices = new AmplifyDevices("values", release, SchemaFixture.text("scalars.graphql"));
        phone = devices.start("phone");
        laptop = devices.start("laptop");
    }

    @AfterParameterizedClassInvocation
    void stop() {
        devices.close();
    }

    @Test
    void scalarsArriveAsTheyWereSaved() {
        // Given
        Map<String, Object> fields =
                Map.ofEntries(
                        Map.entry("s", "Zoë \"quoted\" \\ and\nlines 🦦"),
                        Map.entry("i", -2_147_483_648),
                        Map.entry("f", 0.1),
                        Map.entry("b", false),
                        Map.entry("anId", "an id"),
                        Map.entry("date", "2026-02-28"),
                        Map.entry("time", "12:30:24.500Z"),
                        Map.entry("dateTime", "2026-02-28T12:30:24.500+05:30"),
                        Map.entry("timestamp", 1),
                        Map.entry("email", "someone@example.com"),
                        Map.entry("url", "https://example.com/a?b=c#d"),
                        Map.entry("phone", "+47 22 22 22 22"),
                        Map.entry("ip", "2001:db8::1"),
                        Map.entry("color", "BLUE"));

        // When, Then
        assertRoundTrip(fields);
    }

    @Test
    void jsonArrivesAsAValueAndTravelsAsAText() {
        // When
        Map<String, Object> json = Map.of("list", List.of(1, "two", Map.of("three", 3)));
        String id = assertRoundTrip(Map.of("json", json));

        // Then
        assertThat(
                        phone.wire().exchanges("createEverything").stream()
                                .filter(exchange -> id.equals(exchange.input().get("id"))))
                .singleElement()
                .satisfies(
                        exchange ->
                                assertThat(exchange.result().get("json"))
                                        .isInstanceOf(String.class));
    }

    @Test
    void embeddedValuesArriveAsTheyWereSaved() {
        // Given
        Map<String, Object> address =
                Map.of(
                        "street",
                        "Main Street",
                        "city",
                        "Bergen",
                        "geo",
                        Map.of("lat", 60.39, "lon", 5.32, "label", "centre"),
                        "tags",
                        List.of("home", "work"),
                        "kind",
                        "RED");

        // When, Then
        assertRoundTrip(Map.of("address", address, "addresses", List.of(address)));
    }

    @Test
    void listsArriveInTheirOrderWithTheirNulls() {
        assertRoundTrip(
                Map.of(
                        "sList",
                        Arrays.asList("b", null, "a", "a"),
                        "sListReq",
                        List.of("one"),
                        "iList",
                        List.of(3, 1, 2),
                        "colors",
                        Arrays.asList("RED", null, "BLUE"),
                        "dates",
                        List.of("2026-01-01", "1970-01-01")));
    }

    @Test
    void everyOptionalValueCanBeRemovedAgain() {
        // Given
        String id =
                assertRoundTrip(
                        Map.of(
                                "s", "text",
                                "json", Map.of("a", 1),
                                "color", "RED",
                                "address", Map.of("city", "Oslo"),
                                "iList", List.of(1)));
        Map<String, @Nullable Object> nothing = new HashMap<>();
        for (String field : List.of("s", "json", "color", "address", "iList")) {
            nothing.put(field, null);
        }

        // When
        laptop.update(EVERYTHING, id, nothing);

        // Then
        eventually(() -> assertThat(phone.version(EVERYTHING, id)).isEqualTo(2));
        assertThat(phone.get(EVERYTHING, id)).containsAllEntriesOf(nothing);
    }

    /// The other device has the very values, and so has the first after its own save is answered.
    ///
    /// @return the id
    private String assertRoundTrip(Map<String, Object> fields) {
        Map<String, Object> all = new HashMap<>(REQUIRED);
        all.putAll(fields);
        String id = String.valueOf(phone.save(EVERYTHING, all).get("id"));
        for (AmplifyClient device : List.of(laptop, phone)) {
            eventually(() -> assertThat(device.version(EVERYTHING, id)).isEqualTo(1));
            Map<String, @Nullable Object> stored = device.get(EVERYTHING, id);
            fields.forEach((field, value) -> assertHolds(stored.get(field), value));
        }
        return id;
    }

    /// An embedded value comes back with null for what it was saved without.
    private static void assertHolds(@Nullable Object stored, @Nullable Object saved) {
        switch (saved) {
            case Map<?, ?> fields ->
                    fields.forEach(
                            (name, value) -> assertHolds(((Map<?, ?>) stored).get(name), value));
            case List<?> elements -> {
                assertThat((List<?>) stored).hasSameSizeAs(elements);
                for (int place = 0; place < elements.size(); place++) {
                    assertHolds(((List<?>) stored).get(place), elements.get(place));
                }
            }
            case null, default -> assertThat(stored).isEqualTo(saved);
        }
    }
}
