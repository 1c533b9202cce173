package dev.outrigger.runtime;

import dev.outrigger.runtime.SyncStatus.ModelStatus;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// How far what clients read is in step with the backend, of a replica or of one of its models.
///
/// @param asOf local clock: everything that the backend told until then is here; null when nothing
///     was pulled to its end in this run
/// @param reason one sentence; null unless degraded
public record Situation(Kind kind, @Nullable Instant asOf, @Nullable String reason) {
    /// In words of the API.
    public enum Kind {
        /// Somebody stopped syncing.
        STOPPED("stopped"),
        /// Clients are served from what is here. The backend was not reached yet, or there is none.
        LOCAL_READY("local-ready"),
        /// The changefeed is open, and what was missed is being pulled.
        SYNCING("syncing"),
        /// Everything is here, and changes arrive as they happen.
        CAUGHT_UP("caught-up"),
        /// Clients are served, but something keeps replica and backend apart.
        DEGRADED("degraded");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /// That of the replica as a whole.
    public static Situation of(SyncStatus status) {
        return switch (status.state()) {
            case "stopped" -> new Situation(Kind.STOPPED, asOf(status), null);
            case "local-only" -> new Situation(Kind.LOCAL_READY, null, null);
            case "catching-up" -> new Situation(Kind.SYNCING, asOf(status), null);
            case "caught-up" -> caughtUp(status);
            default -> outOfReach(status, asOf(status));
        };
    }

    /// That of one model.
    public static Situation of(SyncStatus status, ModelStatus model) {
        Instant asOf = asOf(status, model);
        return switch (status.state()) {
            case "stopped" -> new Situation(Kind.STOPPED, asOf, null);
            case "local-only" -> new Situation(Kind.LOCAL_READY, null, null);
            case "catching-up", "caught-up" -> inReach(model, asOf);
            default -> outOfReach(status, asOf);
        };
    }

    /// The first attempt to reach the backend is no reason to worry anybody.
    private static Situation outOfReach(SyncStatus status, @Nullable Instant asOf) {
        return status.lastError() == null
                ? new Situation(Kind.LOCAL_READY, asOf, null)
                : degraded(asOf, status.lastError());
    }

    private static Situation inReach(ModelStatus model, @Nullable Instant asOf) {
        if (model.lastError() != null) {
            return degraded(asOf, model.lastError());
        }
        return switch (model.state()) {
            case "synced" -> new Situation(Kind.CAUGHT_UP, asOf, null);
            case "pulling" -> new Situation(Kind.SYNCING, asOf, null);
            default -> new Situation(Kind.LOCAL_READY, asOf, null);
        };
    }

    private static Situation caughtUp(SyncStatus status) {
        Instant asOf = asOf(status);
        String delivery = status.delivery().waitsBecause();
        for (ModelStatus model : status.models()) {
            Situation one = of(status, model);
            if (one.kind() == Kind.DEGRADED) {
                return degraded(asOf, model.model() + ": " + one.reason());
            }
        }
        return delivery == null
                ? new Situation(Kind.CAUGHT_UP, asOf, null)
                : degraded(asOf, "nothing is sent: " + delivery);
    }

    private static Situation degraded(@Nullable Instant asOf, @Nullable String reason) {
        return new Situation(Kind.DEGRADED, asOf, reason);
    }

    /// As of the model that is furthest behind.
    private static @Nullable Instant asOf(SyncStatus status) {
        List<ModelStatus> pulled =
                status.models().stream().filter(model -> model.mode().pulls()).toList();
        List<Instant> all =
                pulled.stream()
                        .map(model -> asOf(status, model))
                        .filter(Objects::nonNull)
                        .sorted(Comparator.naturalOrder())
                        .toList();
        return all.isEmpty() || all.size() < pulled.size() ? null : all.getFirst();
    }

    private static @Nullable Instant asOf(SyncStatus status, ModelStatus model) {
        Instant pulled = model.lastSyncedAt();
        Instant live = status.liveUntil();
        boolean followed = model.state().equals("synced") && model.lastError() == null;
        return pulled != null && live != null && followed && live.isAfter(pulled) ? live : pulled;
    }
}
