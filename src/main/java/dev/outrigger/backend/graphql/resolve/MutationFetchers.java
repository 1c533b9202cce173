package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.backend.identity.Caller;
import dev.outrigger.backend.mutation.Mutations;
import dev.outrigger.backend.mutation.Settlement;
import dev.outrigger.backend.mutation.Submission;
import dev.outrigger.conflict.MutationRequest;
import dev.outrigger.conflict.VersionedItem;
import dev.outrigger.contract.Mutation;
import dev.outrigger.graphql.execution.GroupLoader;
import dev.outrigger.graphql.execution.Projection;
import dev.outrigger.model.Model;
import dev.outrigger.predicate.Predicate;

import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;

import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderOptions;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/// Performs mutations.
///
/// @param answering where an answer is put together: mutations are settled on the writer's thread,
///     which has the next group to write
record MutationFetchers(
        Mutations mutations, MutationReading reading, Access access, Executor answering) {
    private static final DataLoaderOptions UNREMEMBERED =
            DataLoaderOptions.newOptions().setCachingEnabled(false).build();

    DataFetcher<CompletionStage<DataFetcherResult<@Nullable VersionedItem>>> of(
            Mutation.Kind kind, Model model) {
        var target = new InputReader.Target(kind, model);
        return environment -> {
            MutationRequest request = request(target, environment);
            // What an earlier mutation of the document read may be other than it was.
            GroupLoader.forgetReads(environment);
            return loader(environment)
                    .load(submission(request, environment))
                    .thenApplyAsync(
                            settlement -> answer(model, environment).of(settlement), answering);
        };
    }

    private MutationAnswer answer(Model model, DataFetchingEnvironment environment) {
        var projection = new Projection(mutations.tables().schema());
        return new MutationAnswer(projection, access, model, environment);
    }

    /// Collects the mutations of one document; nothing is remembered, since the same mutation may
    /// come twice.
    private DataLoader<Submission, Settlement> loader(DataFetchingEnvironment environment) {
        return environment
                .getDataLoaderRegistry()
                .computeIfAbsent(
                        "mutations",
                        name ->
                                DataLoaderFactory.newDataLoader(
                                        name, mutations::perform, UNREMEMBERED));
    }

    private static Submission submission(
            MutationRequest request, DataFetchingEnvironment environment) {
        return new Submission(
                request,
                new Submission.Call(
                        environment.getFieldDefinition().getName(),
                        environment.getArguments(),
                        environment.getGraphQlContext().get(Caller.class)));
    }

    private MutationRequest request(
            InputReader.Target target, DataFetchingEnvironment environment) {
        Map<String, @Nullable Object> input = environment.getArgument("input");
        Predicate condition =
                reading.filters()
                        .read(target.model(), "condition", environment.getArgument("condition"));
        return new GuardedMutation(
                        target.model(), access.rights(target.model(), environment), input)
                .of(reading.inputs().read(target, input, condition));
    }
}
