package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.backend.authorization.ModelRights;
import dev.outrigger.backend.authorization.Permission;
import dev.outrigger.backend.authorization.Rulebook;
import dev.outrigger.backend.identity.Caller;
import dev.outrigger.backend.table.ItemQuery;
import dev.outrigger.backend.table.PageRequest;
import dev.outrigger.conflict.VersionedItem;
import dev.outrigger.graphql.execution.AccessRefused;
import dev.outrigger.graphql.sdl.KeyedRead;
import dev.outrigger.model.AuthRule.Action;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.predicate.Predicate;

import graphql.GraphQLContext;
import graphql.language.OperationDefinition.Operation;
import graphql.schema.DataFetchingEnvironment;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Asks the rules on behalf of the fetchers: the caller is the one of the request.
record Access(Rulebook rules) {
    /// Reading by way of a relation is reading in whatever way.
    static final Set<Action> ANY_READING =
            Set.of(Action.GET, Action.LIST, Action.SYNC, Action.LISTEN, Action.SEARCH);

    ModelRights rights(Model model, DataFetchingEnvironment environment) {
        GraphQLContext context = environment.getGraphQlContext();
        CallerRights rights =
                context.computeIfAbsent(
                        CallerRights.class,
                        _ -> new CallerRights(rules, context.get(Caller.class)));
        return rights.of(model);
    }

    /// Which items a fetcher reads.
    ///
    /// @param actions of which the caller must be allowed at least one
    /// @param searched the fields that items are found by
    record Reading(Model model, Set<Action> actions, List<Field> searched) {
        static Reading by(ItemQuery query, Action action) {
            List<Field> searched = new ArrayList<>(query.partition());
            searched.addAll(query.sort());
            return new Reading(query.model(), Set.of(action), searched);
        }

        static Reading by(KeyedRead read, Set<Action> actions) {
            List<Field> searched = new ArrayList<>(read.partition());
            searched.addAll(read.sort());
            return new Reading(read.model(), actions, searched);
        }
    }

    /// The items with which the caller may do one of these.
    ///
    /// @throws AccessRefused when there can be none
    Permission permission(Model model, Set<Action> actions, DataFetchingEnvironment environment) {
        ModelRights rights = rights(model, environment);
        Permission permission = Permission.any(actions.stream().map(rights::permits).toList());
        if (permission instanceof Permission.Refused) {
            throw new AccessRefused();
        }
        return permission;
    }

    /// The page without what the caller may not see. To be found by a field tells what the field
    /// holds, so the caller must be allowed to read that too.
    PageRequest within(PageRequest page, Reading reading, DataFetchingEnvironment environment) {
        ModelRights rights = rights(reading.model(), environment);
        Permission permission = permission(reading.model(), reading.actions(), environment);
        List<Predicate> conditions =
                Stream.concat(
                                Stream.of(permission),
                                reading.searched().stream().map(Field::name).map(rights::reads))
                        .filter(each -> !(each instanceof Permission.Allowed))
                        .map(Permission::predicate)
                        .distinct()
                        .toList();
        return new PageRequest(
                page.limit(),
                page.nextToken(),
                rights.readable(page.filter()),
                conditions.isEmpty() ? new Predicate.All() : new Predicate.And(conditions));
    }

    /// The item, if there is one and the caller may see it.
    ///
    /// @throws AccessRefused when there is one that the caller may not see
    static @Nullable VersionedItem seen(@Nullable VersionedItem item, Permission permission) {
        if (item != null && !permission.holds(item.item())) {
            throw new AccessRefused();
        }
        return item;
    }

    /// True where others than the caller may get to see what is answered: on AppSync, what a
    /// mutation selects is what its subscribers get.
    static boolean shared(DataFetchingEnvironment environment) {
        return environment.getOperationDefinition().getOperation() != Operation.QUERY;
    }
}
