package dev.outrigger.interop;

import static dev.outrigger.testing.Eventually.eventually;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.backend.mutation.ConflictHandlers;
import dev.outrigger.backend.table.Strategies;
import dev.outrigger.backend.webhook.ConflictWebhook;
import dev.outrigger.conflict.ConflictStrategy;
import dev.outrigger.testing.AmplifyClient;
import dev.outrigger.testing.AmplifyDevices;
import dev.outrigger.testing.AmplifyRelease;
import dev.outrigger.testing.FakeWebhook;
import dev.outrigger.testing.Schemas;
import dev.outrigger.testing.StartedParts;
import dev.outrigger.testing.TestBackend;
import dev.outrigger.webhook.Webhook;
import dev.outrigger.webhook.WebhookClient;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An Amplify client whose conflicts the operator's program resolves, as a Lambda does on AppSync.
@ForEachRelease
class ConflictWebhookDeviceIT {
    private static final String POST = "Post";
    private static final String SCHEMA = "type Post @model { id: ID! title: String! rating: Int }";

    private final StartedParts parts = new StartedParts();

    @Parameter AmplifyRelease release;

    private FakeWebhook webhook;
    private OtherWriter other;
    private AmplifyClient device;

    @BeforeParameterizedClassInvocation
    void start() {
        webhook = parts.keep(FakeWebhook.start());
        AmplifyDevices devices =
                parts.keep(new AmplifyDevices("webhook", release, SCHEMA, asking(webhook)));
        other = new OtherWriter(devices.backend());
        device = devices.start(devices.setup("device").with("conflict", "discard"));
    }

    private TestBackend.Setup asking(FakeWebhook asked) {
        ConflictWebhook handler =
                new ConflictWebhook(
                        parts.keep(new WebhookClient()),
                        new Webhook(
                                asked.url(), null, new Webhook.Limits(Duration.ofSeconds(5), 1)),
                        Schemas.of(SCHEMA));
        TestBackend.Setup usual = TestBackend.Setup.usual();
        Strategies strategies = Strategies.everywhere(new ConflictStrategy.Lambda());
        return usual.with(usual.tables().withStrategies(strategies))
                .with(new ConflictHandlers(Map.of(POST, handler), 2));
    }

    @AfterParameterizedClassInvocation
    void stop() {
        parts.close();
    }

    @Test
    void whatTheWebhookMakesOfBothChangesIsOnTheDevice() {
        // Given
        webhook.answer(
                event -> {
                    Map<String, @Nullable Object> item =
                            new LinkedHashMap<>(fields(event.get("newItem")));
                    item.put("title", "mine and theirs");
                    return FakeWebhook.Reply.json(Map.of("action", "RESOLVE", "item", item));
                });

        // When
        String id = conflicting();

        // Then
        eventually(() -> assertThat(device.version(POST, id)).isEqualTo(3));
        assertThat(device.get(POST, id))
                .containsEntry("title", "mine and theirs")
                .containsEntry("rating", 2);
        assertThat(conflicts(id)).isEmpty();
        Map<String, @Nullable Object> event = webhook.requests().getLast().body();
        assertThat(fields(fields(event.get("arguments")).get("input")))
                .containsEntry("title", "mine")
                .containsEntry("_version", 1);
        assertThat(fields(event.get("existingItem"))).containsEntry("title", "theirs");
    }

    @Test
    void whatTheWebhookRejectsIsAConflictOnTheDevice() {
        // Given
        webhook.answer(_ -> FakeWebhook.Reply.json(Map.of("action", "REJECT")));

        // When
        String id = conflicting();

        // Then
        eventually(() -> assertThat(conflicts(id)).hasSize(1));
        eventually(() -> assertThat(device.version(POST, id)).isEqualTo(2));
        assertThat(device.get(POST, id)).containsEntry("title", "theirs");
    }

    /// An item that the device changed offline, and somebody else meanwhile.
    private String conflicting() {
        String id = other.create(POST, Map.of("title", "first"));
        eventually(() -> assertThat(device.version(POST, id)).isEqualTo(1));
        device.goOffline();
        device.update(POST, id, Map.of("title", "mine"));
        other.update(POST, Map.of("id", id, "title", "theirs", "rating", 2, "_version", 1));
        device.goOnline();
        return id;
    }

    private List<Map<String, @Nullable Object>> conflicts(String id) {
        return device.events("conflict").stream()
                .filter(event -> id.equals(fields(event.get("remote")).get("id")))
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> fields(@Nullable Object value) {
        return (Map<String, @Nullable Object>) value;
    }
}
