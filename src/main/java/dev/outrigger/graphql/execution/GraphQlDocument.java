package dev.outrigger.graphql.execution;

import graphql.language.OperationDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// What is to be executed.
///
/// @param operation the name of the operation, where the document has several
public record GraphQlDocument(
        String query, @Nullable String operation, Map<String, @Nullable Object> variables) {
    /// True when the operation that would be executed is a subscription. Of a document that cannot
    /// be executed it is false; the executor says what is wrong with it.
    public boolean subscribes() {
        return chooses(OperationDefinition.Operation.SUBSCRIPTION);
    }

    /// The same for a mutation.
    public boolean mutates() {
        return chooses(OperationDefinition.Operation.MUTATION);
    }

    private boolean chooses(OperationDefinition.Operation kind) {
        List<OperationDefinition> chosen =
                operations().stream()
                        .filter(each -> operation == null || operation.equals(each.getName()))
                        .toList();
        return chosen.size() == 1 && chosen.getFirst().getOperation() == kind;
    }

    /// True when every operation is a subscription, and of a document that is no GraphQL.
    public boolean subscribesOnly() {
        return operations().stream().allMatch(GraphQlDocument::isSubscription);
    }

    private static boolean isSubscription(OperationDefinition operation) {
        return operation.getOperation() == OperationDefinition.Operation.SUBSCRIPTION;
    }

    private List<OperationDefinition> operations() {
        try {
            return Parser.parse(query).getDefinitionsOfType(OperationDefinition.class);
        } catch (InvalidSyntaxException _) {
            return List.of();
        }
    }

    /// Without the variables, which hold fields of items.
    @Override
    public String toString() {
        return "GraphQlDocument[" + operation + "]";
    }
}
