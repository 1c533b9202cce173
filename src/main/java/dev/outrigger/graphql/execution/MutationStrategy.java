package dev.outrigger.graphql.execution;

import dev.outrigger.model.Schema;

import graphql.ExecutionResult;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.AsyncSerialExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.ExecutionContext;
import graphql.execution.ExecutionStrategyParameters;
import graphql.normalized.ExecutableNormalizedField;

import java.util.concurrent.CompletableFuture;

/// Executes the fields of a mutation so that nobody can tell it from one after the other.
///
/// All fields hand their mutation over first, and a [MutationSequence] performs them in order: a
/// hundred of them cost the commits of a few. Only where a field also reads related items is it
/// executed to its end before the next one begins, since that read must not see later mutations.
final class MutationStrategy extends AsyncExecutionStrategy {
    private final AsyncSerialExecutionStrategy serial;
    private final Schema schema;

    MutationStrategy(Schema schema, DataFetcherExceptionHandler failures) {
        super(failures);
        this.serial = new AsyncSerialExecutionStrategy(failures);
        this.schema = schema;
    }

    @Override
    public CompletableFuture<ExecutionResult> execute(
            ExecutionContext context, ExecutionStrategyParameters parameters) {
        return parameters.getFields().size() > 1 && readsRelated(context)
                ? serial.execute(context, parameters)
                : super.execute(context, parameters);
    }

    private boolean readsRelated(ExecutionContext context) {
        return context.getNormalizedQueryTree().get().getTopLevelFields().stream()
                .flatMap(mutation -> mutation.getChildren().stream())
                .anyMatch(this::isRelation);
    }

    private boolean isRelation(ExecutableNormalizedField field) {
        return field.getObjectTypeNames().stream()
                .flatMap(type -> schema.model(type).stream())
                .anyMatch(model -> model.relation(field.getName()).isPresent());
    }
}
