package dev.outrigger.sync.pull;

import static dev.outrigger.testing.ItemBuilder.SAVED_AT;
import static dev.outrigger.testing.ItemBuilder.anItem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Schema;
import dev.outrigger.sync.Moment;
import dev.outrigger.sync.RemoteItem;
import dev.outrigger.sync.SyncPolicies;
import dev.outrigger.sync.reconcile.Applied;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A [SyncMachine] that is stepped by hand, and what its last step commanded.
final class SyncRun {
    static final Instant BACKEND_TIME = Instant.parse("2026-03-02T10:00:00Z");
    static final RemoteItem POST = anItem("Post").remote();
    static final PullLimits LIMITS =
            new PullLimits(100, 2, Duration.ofHours(24), Duration.ofSeconds(2), 4);

    private final Instant now = SAVED_AT;
    private final List<SyncCommand> commands = new ArrayList<>();
    private final SyncMachine machine;
    private SyncState state = new SyncState.Stopped(0);

    SyncRun(Schema schema) {
        this(schema, SyncPolicies.usual());
    }

    SyncRun(Schema schema, SyncPolicies policies) {
        this.machine = new SyncMachine(schema, LIMITS, policies);
    }

    SyncState state() {
        return state;
    }

    Instant now() {
        return now;
    }

    /// Of the last step.
    List<SyncCommand> commands() {
        return commands;
    }

    /// Steps the machine; only what this step commands is kept.
    List<SyncCommand> on(SyncEvent event) {
        SyncStep step = machine.step(state, event, new Moment(now, 0));
        state = step.next();
        commands.clear();
        commands.addAll(step.commands());
        return commands;
    }

    void listening(Map<String, SyncCheckpoint> finished) {
        listening(Checkpoints.finished(finished));
    }

    void listening(Checkpoints checkpoints) {
        on(new SyncEvent.StartRequested());
        on(new SyncEvent.LinkAcknowledged(state.session()));
        on(new SyncEvent.CheckpointsLoaded(state.session(), checkpoints));
    }

    List<SyncCommand> page(String model, @Nullable String next, RemoteItem... items) {
        return on(
                new SyncEvent.PageAnswered(
                        state.session(),
                        model,
                        new PullOutcome.Page(List.of(items), List.of(), next, BACKEND_TIME)));
    }

    List<SyncCommand> stored(String model) {
        return on(new SyncEvent.PageStored(state.session(), model, Applied.none()));
    }

    List<SyncCommand> fails(String model) {
        return answered(model, new PullOutcome.Failed("no answer"));
    }

    List<SyncCommand> answered(String model, PullOutcome outcome) {
        return on(new SyncEvent.PageAnswered(state.session(), model, outcome));
    }

    void feed(RemoteItem item) {
        on(new SyncEvent.FeedReceived(state.session(), item));
    }

    void caughtUp() {
        listening(Map.of());
        page("Post", null);
        stored("Post");
        page("Comment", null);
        stored("Comment");
        assertThat(state).isInstanceOf(SyncState.CaughtUp.class);
    }

    /// Of a replica that has caught up.
    List<String> failed() {
        return ((SyncState.CaughtUp) state).agenda().failed();
    }

    /// What the last step stored with its page.
    Reached reached() {
        return commands.stream()
                .filter(SyncCommand.StorePage.class::isInstance)
                .map(command -> ((SyncCommand.StorePage) command).reached())
                .findFirst()
                .orElseThrow();
    }

    List<PageRequest> pulled() {
        return commands.stream()
                .filter(SyncCommand.Pull.class::isInstance)
                .map(command -> ((SyncCommand.Pull) command).request())
                .toList();
    }

    List<Notice> announced() {
        return commands.stream()
                .filter(SyncCommand.Announce.class::isInstance)
                .map(command -> ((SyncCommand.Announce) command).notice())
                .toList();
    }

    static Map<String, SyncCheckpoint> pulledAt(Instant backendTime, Instant localTime) {
        return Map.of("Post", new SyncCheckpoint(backendTime, localTime));
    }

    /// Of a base sync whose pages had one item each, which changed nothing.
    PageCheckpoint pageCheckpoint(String token, int pages) {
        return new PageCheckpoint(
                new PullProgress(
                        new PullStart(PullKind.BASE, null, now),
                        BACKEND_TIME,
                        new PullCount(pages, pages, Applied.none()),
                        false),
                token);
    }

    Duration waitArmed() {
        return commands.stream()
                .filter(SyncCommand.ArmWait.class::isInstance)
                .map(command -> ((SyncCommand.ArmWait) command).delay())
                .findFirst()
                .orElseThrow();
    }
}
