package dev.outrigger.api.rest;

import dev.outrigger.api.access.Caller;
import dev.outrigger.api.problem.InputProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.route.AnswerHeader;
import dev.outrigger.api.route.RequestHeader;
import dev.outrigger.api.wire.Models;
import dev.outrigger.api.wire.WriteToken;
import dev.outrigger.model.Model;
import dev.outrigger.replica.ReplicaProgress;
import dev.outrigger.replica.ReplicaProgress.Extent;
import dev.outrigger.replica.ReplicaProgress.Standing;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Says with every read how fresh it is, and lets a read wait until the replica has seen writes of
/// other devices.
final class FreshReads {
    private static final String AFTER = RequestHeader.AFTER.header();

    private final Targets targets;
    private final Models models;
    private final ReplicaProgress progress;
    private final SyncedAt syncedAt;
    private final Waits waits;

    FreshReads(Models models, ReplicaProgress progress, SyncedAt syncedAt, Waits waits) {
        this.targets = new Targets(models);
        this.models = models;
        this.progress = progress;
        this.syncedAt = syncedAt;
        this.waits = waits;
    }

    /// The endpoint of one model's items, with what every answer says and every request may ask.
    Endpoint reading(Endpoint endpoint) {
        return context -> {
            Model model = targets.model(context);
            return seen(context)
                    .compose(
                            applied ->
                                    read(endpoint, context, model)
                                            .map(reply -> reply.with(applied)));
        };
    }

    private Future<Reply> read(Endpoint endpoint, RoutingContext context, Model model) {
        // What is committed meanwhile may be read or not.
        Extent extent = progress.extent();
        return endpoint.answer(context)
                .compose(
                        reply ->
                                syncedAt.of(model.name())
                                        .map(at -> reply.with(freshness(model, extent, at))));
    }

    /// @return what of the request's preferences was met
    private Future<Map<String, String>> seen(RoutingContext context) {
        List<WriteToken> wanted = wanted(context);
        if (wanted.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        Preference preference = waits.preferred(context.request());
        Future<Map<String, String>> seen =
                Future.succeededFuture(
                        preference.waits()
                                ? Map.of(Preference.APPLIED, preference.applied())
                                : Map.of());
        for (WriteToken token : wanted) {
            seen = seen.compose(applied -> seen(token, preference).map(applied));
        }
        return seen;
    }

    private Future<Void> seen(WriteToken token, Preference preference) {
        return waits.until(
                        preference,
                        () ->
                                progress.standing(token.key())
                                        .thenApply(known -> known.hasSeen(token.version())))
                .compose(
                        outcome ->
                                switch (outcome) {
                                    case HOLDS -> Future.succeededFuture();
                                    case LATE -> unseen(token, preference);
                                    case ABANDONED -> Admission.sessionChanged();
                                });
    }

    private Future<Void> unseen(WriteToken token, Preference preference) {
        return OnEventLoop.when(progress.standing(token.key()))
                .map(Standing::version)
                .compose(
                        version ->
                                Future.failedFuture(
                                        RequestRefused.because(
                                                new InputProblem.WriteUnseen(
                                                        token.key(),
                                                        token.version(),
                                                        version,
                                                        preference.patience()))));
    }

    private List<WriteToken> wanted(RoutingContext context) {
        List<WriteToken> wanted = new ArrayList<>();
        for (String header : context.request().headers().getAll(AFTER)) {
            for (String text : header.split(",", -1)) {
                WriteToken token =
                        WriteToken.read(models, text.strip()).orElseThrow(FreshReads::notOurs);
                Caller.of(context).requireModel(token.key().model());
                wanted.add(token);
            }
        }
        return wanted;
    }

    private static RequestRefused notOurs() {
        return RequestRefused.because(
                new InputProblem.HeaderInvalid(
                        AFTER,
                        "is not an "
                                + AnswerHeader.TOKEN.header()
                                + " that an answer of this API had"));
    }

    private static Map<String, String> freshness(
            Model model, Extent extent, @Nullable Instant syncedAt) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(AnswerHeader.SEQ.header(), Long.toString(extent.seq()));
        headers.put(AnswerHeader.PENDING.header(), Long.toString(extent.unsent(model.name())));
        if (syncedAt != null) {
            headers.put(
                    AnswerHeader.SYNCED_AT.header(),
                    syncedAt.truncatedTo(ChronoUnit.MILLIS).toString());
        }
        return headers;
    }
}
