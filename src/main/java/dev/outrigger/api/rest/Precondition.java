package dev.outrigger.api.rest;

import dev.outrigger.api.problem.InputProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.route.RequestHeader;
import dev.outrigger.api.wire.EntityTags;
import dev.outrigger.model.Version;
import dev.outrigger.sync.edit.Expected;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

import java.util.Optional;

/// Reads in which state a request expects its item: by `If-Match` and `If-None-Match`, which name
/// entity tags, or by `ifVersion=N`.
final class Precondition {
    private Precondition() {}

    /// Of a write.
    static Expected of(RoutingContext context, Parameters parameters) {
        Long ifVersion = parameters.number("ifVersion");
        if (ifVersion != null && ifVersion < 1) {
            throw RequestRefused.parameter(
                    "ifVersion", "is " + ifVersion + "; the first version is 1");
        }
        Expected matched = matched(context.request());
        if (ifVersion != null) {
            if (!(matched instanceof Expected.Anything)) {
                throw RequestRefused.parameter("ifVersion", "cannot be combined with If-Match");
            }
            matched = new Expected.AtVersion(new Version(ifVersion));
        }
        Optional<EntityTags> others = unwanted(context.request());
        return others.isEmpty() ? matched : new Expected.Both(matched, others.get().unmatched());
    }

    /// What `If-Match` wants.
    static Expected matched(HttpServerRequest request) {
        return tags(request, RequestHeader.IF_MATCH)
                .map(EntityTags::matched)
                .orElseGet(Expected.Anything::new);
    }

    /// What `If-None-Match` names: what a write must not meet, and a read need not tell.
    static Optional<EntityTags> unwanted(HttpServerRequest request) {
        return tags(request, RequestHeader.IF_NONE_MATCH);
    }

    private static Optional<EntityTags> tags(HttpServerRequest request, RequestHeader header) {
        if (request.getHeader(header.header()) == null) {
            return Optional.empty();
        }
        Optional<EntityTags> tags = EntityTags.read(request.headers().getAll(header.header()));
        if (tags.isEmpty()) {
            throw RequestRefused.because(
                    new InputProblem.HeaderInvalid(
                            header.header(),
                            "is no list of entity tags; allowed: *, \"version\", or an item's"
                                    + " ETag, several separated by commas"));
        }
        return tags;
    }
}
