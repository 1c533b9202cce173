package dev.outrigger.api.rest;

import dev.outrigger.api.access.Caller;
import dev.outrigger.api.wire.KeyReader;
import dev.outrigger.api.wire.Models;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;

import io.vertx.ext.web.RoutingContext;

import java.util.Arrays;

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
        Model model = models.named(segments(context)[NAME_SEGMENT]);
        Caller.of(context).requireModel(model.name());
        return model;
    }

    ItemKey key(RoutingContext context, Model model) {
        String[] segments = segments(context);
        return KeyReader.fromPath(
                model, Arrays.asList(segments).subList(NAME_SEGMENT + 1, segments.length));
    }

    /// The key in a path that ends with what is to be done with its item.
    ItemKey keyBeforeVerb(RoutingContext context, Model model) {
        String[] segments = segments(context);
        return KeyReader.fromPath(
                model, Arrays.asList(segments).subList(NAME_SEGMENT + 1, segments.length - 1));
    }

    private static String[] segments(RoutingContext context) {
        return SentPath.of(context).split("/", -1);
    }

    /// The id of a conflict, which stands behind `/v1/conflicts/`.
    static String conflict(RoutingContext context) {
        return segments(context)[NAME_SEGMENT];
    }

    /// The number that an entry has, which stands behind the list's path, such as `/v1/outbox/`.
    static long number(RoutingContext context) {
        return Long.parseLong(segments(context)[NAME_SEGMENT]);
    }
}
