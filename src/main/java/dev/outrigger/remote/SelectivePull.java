package dev.outrigger.remote;

import dev.outrigger.contract.Operation;
import dev.outrigger.contract.Variables;
import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.remote.credentials.Credentials;
import dev.outrigger.sync.expression.Expression;
import dev.outrigger.sync.pull.PageRequest;
import dev.outrigger.sync.pull.PullOutcome;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// Asks for a page with a filter, and once more without when it is the filter that the backend
/// refuses. That it was, shows when the same question without it is answered.
final class SelectivePull {
    private final Desk desk;
    private final FilterRefusals filters;

    SelectivePull(Desk desk, FilterRefusals filters) {
        this.desk = desk;
        this.filters = filters;
    }

    Future<PullOutcome> page(RemoteModel model, PageRequest request, Expression selected) {
        Map<String, @Nullable Object> plain =
                Variables.sync(request.limit(), request.nextToken(), request.lastSync());
        Map<String, Object> filter = filters.filter(model.name(), selected);
        if (filter.isEmpty()) {
            return post(model, request, plain);
        }
        Operation operation = model.selective().sync();
        return desk.endpoint()
                .post(operation, Variables.filtered(plain, filter), ways(model))
                .compose(
                        answer -> {
                            String reason = RequestRefusal.in(answer, operation.field());
                            return reason == null
                                    ? Future.succeededFuture(
                                            desk.mapping().pull(model, request, answer))
                                    : post(model, request, plain)
                                            .onSuccess(
                                                    outcome ->
                                                            judge(model, filter, reason, outcome));
                        });
    }

    private void judge(
            RemoteModel model, Map<String, Object> filter, String reason, PullOutcome outcome) {
        if (outcome instanceof PullOutcome.Page) {
            filters.refuse(model.name(), filter, reason);
        }
    }

    private Future<PullOutcome> post(
            RemoteModel model, PageRequest request, Map<String, @Nullable Object> variables) {
        return desk.endpoint()
                .post(model.operations().sync(), variables, ways(model))
                .map(answer -> desk.mapping().pull(model, request, answer));
    }

    private List<Credentials> ways(RemoteModel model) {
        return desk.access().ways(model.model(), Action.SYNC);
    }
}
