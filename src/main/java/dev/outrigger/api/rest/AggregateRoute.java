package dev.outrigger.api.rest;

import dev.outrigger.api.access.Caller;
import dev.outrigger.api.problem.InputProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.wire.AggregationReader;
import dev.outrigger.json.Members;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.replica.Aggregates;
import dev.outrigger.replica.Aggregates.Group;
import dev.outrigger.replica.Aggregates.Outcome;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Answers what many items come to.
final class AggregateRoute {
    private final Targets targets;
    private final AggregationReader reader;
    private final Aggregates aggregates;

    AggregateRoute(Targets targets, AggregationReader reader, Aggregates aggregates) {
        this.targets = targets;
        this.reader = reader;
        this.aggregates = aggregates;
    }

    Future<Reply> post(RoutingContext context) {
        Model model = targets.model(context);
        AggregationReader.Named asked = reader.read(model, Bodies.object(context));
        Caller.of(context).requireModels(asked.aggregation().predicate());
        return OnEventLoop.when(aggregates.aggregate(asked.aggregation()))
                .map(outcome -> reply(asked, outcome));
    }

    private static Reply reply(AggregationReader.Named asked, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Groups(List<Group> groups, boolean more) ->
                    Reply.ok(
                            Members.of(
                                            "groups",
                                            groups.stream()
                                                    .map(group -> json(asked, group))
                                                    .toList())
                                    .and("more", more)
                                    .json());
            case Outcome.OutOfRange _ ->
                    throw RequestRefused.because(new InputProblem.AggregateOutOfRange());
        };
    }

    private static Map<String, Object> json(AggregationReader.Named asked, Group group) {
        List<String> fields = asked.aggregation().by().stream().map(Field::name).toList();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("key", named(fields, group.key()));
        json.put("values", named(asked.names(), group.values()));
        return json;
    }

    private static Map<String, @Nullable Object> named(
            List<String> names, List<@Nullable Object> values) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        for (int place = 0; place < names.size(); place++) {
            named.put(names.get(place), values.get(place));
        }
        return named;
    }
}
