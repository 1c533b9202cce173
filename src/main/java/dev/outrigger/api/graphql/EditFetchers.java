package dev.outrigger.api.graphql;

import dev.outrigger.api.access.Caller;
import dev.outrigger.contract.Metadata;
import dev.outrigger.contract.Mutation;
import dev.outrigger.graphql.execution.GroupLoader;
import dev.outrigger.model.Model;
import dev.outrigger.model.Version;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.sync.edit.Edit;
import dev.outrigger.sync.edit.Expected;
import dev.outrigger.sync.edit.Guard;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/// Performs mutations: each is an edit, decided, stored and delivered like one that comes by REST.
record EditFetchers(GraphQlSources sources, LiveItems live, NewItems created, Loop loop) {
    DataFetcher<CompletionStage<?>> of(Mutation.Kind kind, Model model) {
        return environment -> {
            Edit edit = edit(kind, model, environment);
            // What an earlier mutation of the document read may be other than it was.
            GroupLoader.forgetReads(environment);
            EditAnswer answer = new EditAnswer(sources, loop, environment);
            return loop.when(sources.store().edit(edit))
                    .thenCompose(outcome -> answer.of(edit.key(), outcome));
        };
    }

    private Edit edit(Mutation.Kind kind, Model model, DataFetchingEnvironment environment) {
        Map<String, @Nullable Object> input =
                new LinkedHashMap<>(
                        environment.<Map<String, @Nullable Object>>getArgument("input"));
        Expected expected = expected(input.remove(Metadata.VERSION));
        Predicate condition = live.predicate(model, "condition", environment.getArguments());
        Guard guard = new Guard(condition, expected);
        return switch (kind) {
            case CREATE -> created.of(model, input, condition);
            case UPDATE -> new Edit.Update(model.keyOf(input), input, guard);
            case DELETE -> {
                Caller caller = environment.getGraphQlContext().get(Caller.class);
                sources.cascades().require(caller, model, null);
                yield new Edit.Delete(model.keyOf(input), guard);
            }
        };
    }

    /// The version that a mutation builds on; clients send 0 or none of an item that has none.
    private static Expected expected(@Nullable Object version) {
        return version instanceof Number number && number.longValue() > 0
                ? new Expected.AtVersion(new Version(number.longValue()))
                : new Expected.Anything();
    }
}
