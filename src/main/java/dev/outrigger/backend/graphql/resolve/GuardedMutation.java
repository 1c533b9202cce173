package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.backend.authorization.Creation;
import dev.outrigger.backend.authorization.ModelRights;
import dev.outrigger.conflict.MutationRequest;
import dev.outrigger.contract.Mutation;
import dev.outrigger.graphql.execution.AccessRefused;
import dev.outrigger.model.Item;
import dev.outrigger.model.Model;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes a mutation one that the caller may make.
///
/// @param input as it was sent, which tells a null from what was left out
record GuardedMutation(
        Model model, ModelRights rights, Map<String, ? extends @Nullable Object> input) {
    /// A new item is judged here and gets its owner; a stored one by the guard, when it is locked.
    ///
    /// @throws AccessRefused when the caller may not create the item
    MutationRequest of(MutationRequest request) {
        Mutation asked = readable(request.mutation());
        return switch (asked.kind()) {
            case CREATE -> new MutationRequest(created(asked), request.ground());
            case UPDATE ->
                    new MutationRequest(asked, request.ground()).guardedBy(rights.updating(input));
            case DELETE ->
                    new MutationRequest(asked, request.ground()).guardedBy(rights.deleting());
        };
    }

    private Mutation readable(Mutation mutation) {
        return new Mutation(
                mutation.key(),
                mutation.kind(),
                mutation.fields(),
                rights.readable(mutation.condition()));
    }

    private Mutation created(Mutation mutation) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>(mutation.fields());
        fields.putAll(model.keyFields(mutation.key()));
        return switch (rights.creating(Item.of(model, fields), input)) {
            case Creation.Refused(List<String> refused) -> throw new AccessRefused(refused);
            case Creation.Granted(Map<String, Object> owners) -> {
                Map<String, @Nullable Object> owned = new LinkedHashMap<>(mutation.fields());
                owned.putAll(owners);
                yield mutation.withFields(owned);
            }
        };
    }
}
