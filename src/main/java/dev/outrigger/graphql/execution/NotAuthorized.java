package dev.outrigger.graphql.execution;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLTypeUtil;

import java.util.List;

/// The error of a caller who may not do what was asked, in the words of AppSync.
public final class NotAuthorized {
    private NotAuthorized() {}

    /// `Not Authorized to access syncPosts on type Query`.
    public static AppSyncError to(DataFetchingEnvironment environment) {
        GraphQLNamedType parent = GraphQLTypeUtil.unwrapAllAs(environment.getParentType());
        return error(
                "Not Authorized to access "
                        + environment.getFieldDefinition().getName()
                        + " on type "
                        + parent.getName(),
                environment);
    }

    /// `Unauthorized on [title, body]`; without fields as [#to(DataFetchingEnvironment)].
    public static AppSyncError to(List<String> fields, DataFetchingEnvironment environment) {
        return fields.isEmpty() ? to(environment) : error("Unauthorized on " + fields, environment);
    }

    private static AppSyncError error(String message, DataFetchingEnvironment environment) {
        return AppSyncError.of(
                ErrorType.NOT_AUTHORIZED,
                message,
                new AppSyncError.Place(
                        environment.getExecutionStepInfo().getPath().toList(),
                        List.of(environment.getField().getSourceLocation())));
    }
}
