package dev.outrigger.api.rest;

import dev.outrigger.api.access.Caller;
import dev.outrigger.api.wire.KeyReader;
import dev.outrigger.api.wire.Models;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;

import io.vertx.ext.web.RoutingContext;

import java.util.List;

/// Finds what a path `/v1/models/{Model}/{key…}` names. It reads the path as it was sent: decoded
/// before it is split, `%2F` in a key's value would look like the end of that value.
final class Targets {
    /// Behind the empty text before the first slash, `v1`, and the kind of thing.
    private static final int NAME_SEGMENT = 3;

    private final Models models;

    Targets(Models models) {
        this.models = models;
    }

    Model model(RoutingContext context) {
        Model model = models.named(segment(SentPath.of(context)));
        Caller.of(context).requireModel(model.name());
        return model;
    }

    ItemKey key(RoutingContext context, Model model) {
        return KeyReader.fromPath(model, behindName(context));
    }

    /// The key in a path that ends with what is to be done with its item.
    ItemKey keyBeforeVerb(RoutingContext context, Model model) {
        List<String> segments = behindName(context);
        return KeyReader.fromPath(model, segments.subList(0, segments.size() - 1));
    }

    private static List<String> behindName(RoutingContext context) {
        String path = SentPath.of(context);
        return List.of(path.substring(start(path, NAME_SEGMENT + 1)).split("/", -1));
    }

    /// Where a segment begins, which the path has.
    private static int start(String path, int segment) {
        int start = 0;
        for (int slash = 0; slash < segment; slash++) {
            start = path.indexOf('/', start) + 1;
        }
        return start;
    }

    /// The one that a path of the API has for a name.
    private static String segment(String path) {
        int start = start(path, NAME_SEGMENT);
        int end = path.indexOf('/', start);
        return end < 0 ? path.substring(start) : path.substring(start, end);
    }

    /// The id of a conflict, which stands behind `/v1/conflicts/`.
    static String conflict(RoutingContext context) {
        return segment(SentPath.of(context));
    }

    /// The number that an entry has, which stands behind the list's path, such as `/v1/outbox/`.
    static long number(RoutingContext context) {
        return Long.parseLong(segment(SentPath.of(context)));
    }
}
