package dev.outrigger.api.rest;

import dev.outrigger.api.problem.InputProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.route.ApiRoute;
import dev.outrigger.api.wire.JsonText;
import dev.outrigger.api.wire.QueryInput;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// The query parameters of one request: only known ones, each at most once.
final class Parameters {
    private final MultiMap values;

    private Parameters(MultiMap values) {
        this.values = values;
    }

    /// Those of a request, which [#check] has let through.
    static Parameters of(RoutingContext context) {
        return new Parameters(context.queryParams());
    }

    /// Refuses a request with a query parameter that its route does not declare, or with one twice.
    static void check(RoutingContext context, ApiRoute route) {
        if (context.request().query() == null) {
            return;
        }
        List<String> allowed = route.parameterNames();
        MultiMap values = context.queryParams();
        for (Map.Entry<String, String> entry : values) {
            String name = entry.getKey();
            if (!allowed.contains(name)) {
                throw RequestRefused.because(new InputProblem.ParameterUnknown(name, allowed));
            }
            if (values.getAll(name).size() > 1) {
                throw RequestRefused.parameter(name, "is given more than once");
            }
        }
    }

    /// The `filter` as decoded JSON; the empty object, which matches all, when there is none.
    @Nullable Object filter() {
        String text = values.get("filter");
        return text == null ? Map.of() : JsonText.read("filter", text);
    }

    QueryInput query() {
        return new QueryInput(
                filter(), text("sort"), number("limit"), number("page"), text("cursor"));
    }

    @Nullable String text(String name) {
        return values.get(name);
    }

    /// The id that a page of mutations begins behind.
    long afterId() {
        Long position = position();
        return position == null ? 0 : position;
    }

    /// Where a page begins, as the page before told it; null for the first page.
    @Nullable Long position() {
        String cursor = text("cursor");
        if (cursor == null) {
            return null;
        }
        try {
            return Long.valueOf(cursor);
        } catch (NumberFormatException _) {
            throw RequestRefused.because(
                    new InputProblem.CursorInvalid(
                            "the cursor is not one that a page of this API gave"));
        }
    }

    @Nullable Long number(String name) {
        String text = values.get(name);
        if (text == null) {
            return null;
        }
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException _) {
            throw RequestRefused.parameter(name, "is \"" + text + "\", not a whole number");
        }
    }
}
