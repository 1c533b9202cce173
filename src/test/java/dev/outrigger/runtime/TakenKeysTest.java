package dev.outrigger.runtime;

import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.ItemKey;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.StoredItem;
import dev.outrigger.sync.push.PushOutcome;
import dev.outrigger.testing.EngineRun;
import dev.outrigger.testing.ScriptedBackend;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;

/// A device is away for so long that the backend has deleted an item, forgotten that, and given its
/// key to another one.
class TakenKeysTest {
    private static final ItemKey KEY = anItem("Post").key();
    private static final Duration AWAY = Duration.ofDays(60);

    private final EngineRun run = new EngineRun();
    private final ScriptedBackend backend = run.backend();

    @BeforeEach
    void knowTheFormerItemAndGoAway() {
        backend.holds(anItem("Post").with("title", "former").withVersion(7).remote());
        run.caughtUp();
        run.stop();
    }

    /// What is saved meanwhile goes out when the replica has heard of the next item.
    private void comeBack() {
        backend.answersNextPush(new PushOutcome.Deferred(Duration.ofSeconds(30), "HTTP 429"));
        RemoteItem first = anItem("Post").with("title", "another").withVersion(1).remote();
        backend.holds(
                new RemoteItem(
                        first.item(),
                        first.version(),
                        first.lastChangedAt().plus(AWAY),
                        first.presence()));
        run.start();
        backend.acknowledgeLink();
        run.rest();
        run.pass(Duration.ofMinutes(1));
    }

    private StoredItem seen() {
        return run.item(KEY).orElseThrow();
    }

    @Test
    void anEditOfTheFormerItemIsNotedAsAConflictWithTheNext() {
        // When
        run.save(anItem("Post").patch("title", "edited"));
        comeBack();

        // Then
        assertThat(run.outbox()).isEmpty();
        assertThat(run.told("conflict")).hasSize(1);
        assertThat(backend.item(KEY).item().value("title")).isEqualTo("edited");
        assertThat(seen().version()).isEqualTo(backend.item(KEY).version());
    }

    @Test
    void aDeleteOfTheFormerItemDoesNotDeleteTheNext() {
        // When
        run.save(anItem("Post").delete());
        comeBack();

        // Then
        assertThat(run.outbox()).isEmpty();
        assertThat(run.told("conflict")).hasSize(1);
        assertThat(backend.item(KEY).live()).isTrue();
        assertThat(seen().live()).isTrue();
        assertThat(seen().item().value("title")).isEqualTo("another");
    }
}
