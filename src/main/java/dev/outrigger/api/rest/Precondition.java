package dev.outrigger.api.rest;

import dev.outrigger.api.problem.InputProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.wire.EntityTag;
import dev.outrigger.model.Version;
import dev.outrigger.sync.edit.Expected;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/// Reads in which state a write expects its item: `ifVersion=N`, `If-Match: "N"`, or an item's
/// whole entity tag.
final class Precondition {
    private Precondition() {}

    static Expected of(RoutingContext context, Parameters parameters) {
        Long ifVersion = parameters.number("ifVersion");
        if (ifVersion != null && ifVersion < 1) {
            throw RequestRefused.parameter(
                    "ifVersion", "is " + ifVersion + "; the first version is 1");
        }
        String ifMatch = context.request().getHeader(HttpHeaders.IF_MATCH);
        if (ifMatch == null) {
            return ifVersion == null
                    ? new Expected.Anything()
                    : new Expected.AtVersion(new Version(ifVersion));
        }
        if (ifVersion != null) {
            throw RequestRefused.parameter("ifVersion", "cannot be combined with If-Match");
        }
        return EntityTag.read(ifMatch).orElseThrow(Precondition::unreadable);
    }

    private static RequestRefused unreadable() {
        return RequestRefused.because(
                new InputProblem.HeaderInvalid(
                        "If-Match",
                        "is not one entity tag; allowed: \"version\" or an item's ETag"));
    }
}
