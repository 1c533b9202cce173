package dev.outrigger.api.rest;

import dev.outrigger.api.problem.InputProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.model.Version;
import dev.outrigger.replica.ReadItem;
import dev.outrigger.sync.StoredItem;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The state of an item that a write expects: `ifVersion=N`, `If-Match: "N"`, or an item's whole
/// `ETag`, which is `"<version>-<seq>"` with 0 for an item that the backend has not acknowledged.
///
/// @param version 0 for an item without one
/// @param seq of the item's newest change, or null when any will do
record Precondition(long version, @Nullable Long seq) {
    private static final Pattern ENTITY_TAG = Pattern.compile("\"(\\d{1,18})(?:-(\\d{1,18}))?\"");

    /// What a request expects, or null when it does not say.
    static @Nullable Precondition of(RoutingContext context, Parameters parameters) {
        Long ifVersion = parameters.number("ifVersion");
        if (ifVersion != null && ifVersion < 1) {
            throw RequestRefused.parameter(
                    "ifVersion", "is " + ifVersion + "; the first version is 1");
        }
        String ifMatch = context.request().getHeader(HttpHeaders.IF_MATCH);
        if (ifMatch == null) {
            return ifVersion == null ? null : new Precondition(ifVersion, null);
        }
        if (ifVersion != null) {
            throw RequestRefused.parameter("ifVersion", "cannot be combined with If-Match");
        }
        return read(ifMatch);
    }

    /// The entity tag of an item.
    static String entityTag(StoredItem stored, long seq) {
        return new Precondition(number(stored.version()), seq).entityTag();
    }

    String entityTag() {
        return seq == null ? "\"" + version + "\"" : "\"" + version + "-" + seq + "\"";
    }

    /// The version that the replica's writer checks, or null when it cannot check this.
    @Nullable Version atomic() {
        return version == 0 ? null : new Version(version);
    }

    /// True when the version alone says everything, so that the writer's check is enough.
    boolean versionOnly() {
        return seq == null && version > 0;
    }

    boolean holdsFor(ReadItem read) {
        return version == number(read.stored().version()) && (seq == null || seq == read.seq());
    }

    private static Precondition read(String ifMatch) {
        Matcher tag = ENTITY_TAG.matcher(ifMatch.strip());
        if (!tag.matches()) {
            throw RequestRefused.because(
                    new InputProblem.HeaderInvalid(
                            "If-Match",
                            "is not one entity tag; allowed: \"version\" or an item's ETag"));
        }
        String seq = tag.group(2);
        return new Precondition(
                Long.parseLong(tag.group(1)), seq == null ? null : Long.valueOf(seq));
    }

    private static long number(@Nullable Version version) {
        return version == null ? 0 : version.number();
    }
}
