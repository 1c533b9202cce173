package dev.outrigger.api.openapi;

import static dev.outrigger.api.openapi.Forms.BOOLEAN;
import static dev.outrigger.api.openapi.Forms.LONG;
import static dev.outrigger.api.openapi.Forms.TEXT;
import static dev.outrigger.api.openapi.Forms.WHOLE;
import static dev.outrigger.api.openapi.Forms.array;
import static dev.outrigger.api.openapi.Forms.nullable;

import java.util.Map;

/// The state of syncing, as its routes tell it.
final class SyncForm {
    private SyncForm() {}

    static ObjectForm status() {
        return situation()
                .with("phase", TEXT)
                .with("connected", BOOLEAN)
                .with("nextAttemptAt", nullable(LONG))
                .with("lastError", nullable(TEXT))
                .with(
                        "delivery",
                        new ObjectForm()
                                .with("lanes", WHOLE)
                                .with("lanesInUse", WHOLE)
                                .with("batch", WHOLE)
                                .form())
                .with("models", array(model()));
    }

    /// With what waits.
    static Map<String, Object> detail() {
        return status().with(
                        "outbox",
                        new ObjectForm()
                                .with("count", LONG)
                                .with("held", LONG)
                                .with("oldestAgeMs", nullable(LONG))
                                .form())
                .with(
                        "deadLetters",
                        new ObjectForm().with("count", LONG).with("holding", LONG).form())
                .with("conflicts", new ObjectForm().with("count", LONG).with("open", LONG).form())
                .with("stranded", LONG)
                .with("quarantined", LONG)
                .form();
    }

    private static Map<String, Object> model() {
        return new ObjectForm()
                .with("model", TEXT)
                .with("mode", TEXT)
                .with(situation())
                .with("pull", TEXT)
                .with("received", LONG)
                .with("pages", LONG)
                .with("lastSyncedAt", nullable(LONG))
                .with("lastError", nullable(TEXT))
                .form();
    }

    private static ObjectForm situation() {
        return new ObjectForm()
                .with(
                        "state",
                        Forms.choice("local-ready", "syncing", "caught-up", "degraded", "stopped"))
                .with("asOf", nullable(LONG))
                .with("reason", nullable(TEXT));
    }
}
