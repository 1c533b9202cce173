package dev.outrigger.graphql.execution;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.InvalidSyntaxError;
import graphql.execution.InputMapDefinesTooManyFieldsException;
import graphql.execution.NonNullableFieldWasNullError;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.language.SourceLocation;
import graphql.validation.ValidationError;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Gives the executor's own errors the words and the form that AppSync has for them. Clients match
/// some of them by text.
final class ErrorTranslation extends SimplePerformantInstrumentation {
    private static final String UNPARSABLE = "Unable to parse GraphQL query.";
    private static final Pattern UNKNOWN_ARGUMENT =
            Pattern.compile("^Unknown field argument '(.*)'$");
    private static final Pattern NULL_FIELD =
            Pattern.compile("non-nullable type is '([^']*)' within parent type '([^']*)'");

    @Override
    public CompletableFuture<ExecutionResult> instrumentExecutionResult(
            ExecutionResult result,
            InstrumentationExecutionParameters parameters,
            InstrumentationState state) {
        if (result.getErrors().isEmpty()) {
            return CompletableFuture.completedFuture(result);
        }
        if (result.getErrors().getFirst() instanceof InvalidSyntaxError) {
            RequestState request = parameters.getGraphQLContext().get(RequestState.class);
            request.became(RequestState.Outcome.UNPARSABLE);
        }
        // `data` is there even when it is null: Amplify's clients read it without looking.
        return CompletableFuture.completedFuture(
                ExecutionResult.newExecutionResult()
                        .data(result.getData())
                        .errors(result.getErrors().stream().map(this::translated).toList())
                        .build());
    }

    private GraphQLError translated(GraphQLError error) {
        return switch (error) {
            case AppSyncError own -> own;
            case ValidationError invalid -> untyped(validation(invalid), null, invalid);
            case InvalidSyntaxError _ -> untyped(UNPARSABLE, null, error);
            case NonNullableFieldWasNullError missing ->
                    untyped(missingValue(missing), missing.getPath(), missing);
            case InputMapDefinesTooManyFieldsException _ ->
                    untyped(unknownInput(error), null, null);
            case GraphQLError other -> untyped(other.getMessage(), other.getPath(), other);
        };
    }

    private static AppSyncError untyped(
            String message, @Nullable List<Object> path, @Nullable GraphQLError located) {
        List<SourceLocation> locations = located == null ? null : located.getLocations();
        return AppSyncError.untyped(message, new AppSyncError.Place(path, locations));
    }

    /// `Validation error of type FieldUndefined: Field 'x' in type 'Post' is undefined @
    /// 'getPost/x'`.
    private static String validation(ValidationError error) {
        String text = error.getMessage();
        int colon = text.indexOf(" : ");
        String what = colon < 0 ? text : text.substring(colon + 3);
        // AppSync's older executor quoted no argument, and JavaScript clients look for that text.
        String said = UNKNOWN_ARGUMENT.matcher(what).replaceFirst("Unknown field argument $1");
        String where =
                error.getQueryPath() == null || error.getQueryPath().isEmpty()
                        ? ""
                        : " @ '" + String.join("/", error.getQueryPath()) + "'";
        return "Validation error of type " + error.getValidationErrorType() + ": " + said + where;
    }

    /// The text that clients look for ends in a space.
    private static String unknownInput(GraphQLError error) {
        return error.getMessage().stripTrailing() + " ";
    }

    private static String missingValue(NonNullableFieldWasNullError error) {
        Matcher matcher = NULL_FIELD.matcher(error.getMessage());
        String types =
                matcher.find()
                        ? "'" + matcher.group(1) + "' within parent '" + matcher.group(2) + "' "
                        : "";
        StringBuilder path = new StringBuilder();
        error.getPath().forEach(step -> path.append('/').append(step));
        return "Cannot return null for non-nullable type: " + types + "(" + path + ")";
    }
}
