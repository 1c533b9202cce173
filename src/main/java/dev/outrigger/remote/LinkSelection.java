package dev.outrigger.remote;

import dev.outrigger.contract.Mutation;
import dev.outrigger.contract.SelectiveOperations;
import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.remote.credentials.Access;
import dev.outrigger.remote.credentials.Credentials;
import dev.outrigger.sync.expression.Expression;
import dev.outrigger.sync.expression.Expressions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What one link subscribes to: what is selected of each model, as far as the backend can select.
record LinkSelection(
        List<RemoteModel> models, Access access, Expressions selected, FilterRefusals filters) {
    List<Subscription> subscriptions() {
        List<Subscription> subscriptions = new ArrayList<>();
        for (RemoteModel model : models) {
            Expression expression = selected.of(model.name());
            if (!(expression instanceof Expression.Nothing)) {
                Map<String, Object> filter = filters.filter(model.name(), expression);
                List<Credentials> ways = access.ways(model.model(), Action.LISTEN);
                operations(model, filter)
                        .forEach(each -> subscriptions.add(Subscription.of(model, each, ways)));
            }
        }
        return subscriptions;
    }

    private static List<FilteredOperation> operations(
            RemoteModel model, Map<String, Object> filter) {
        List<FilteredOperation> operations = new ArrayList<>();
        for (Mutation.Kind kind : Mutation.Kind.values()) {
            if (!filter.isEmpty() && SelectiveOperations.filters(kind)) {
                model.selective()
                        .subscriptions()
                        .of(kind)
                        .map(operation -> new FilteredOperation(operation, filter))
                        .ifPresent(operations::add);
            } else {
                model.operations()
                        .subscriptions()
                        .of(kind)
                        .map(FilteredOperation::plain)
                        .ifPresent(operations::add);
            }
        }
        return operations;
    }

    /// True when it is its filter for which a subscription failed.
    static boolean filterRefused(Subscription subscription, RealtimeFrame.Failed failure) {
        return !subscription.asked().filter().isEmpty()
                && failure.errors().stream().anyMatch(RequestRefusal::isOne);
    }

    /// The subscription to the same mutations without its filter, which the backend refused.
    Subscription withoutFilter(Subscription refused, String reason) {
        filters.refuse(refused.model().name(), refused.asked().filter(), reason);
        return operations(refused.model(), Map.of()).stream()
                .filter(plain -> plain.operation().field().equals(refused.field()))
                .map(plain -> Subscription.of(refused.model(), plain, refused.ways()))
                .findFirst()
                .orElseThrow();
    }
}
