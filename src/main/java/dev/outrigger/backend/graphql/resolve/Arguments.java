package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.backend.table.PageRequest;
import dev.outrigger.graphql.argument.FilterReader;
import dev.outrigger.graphql.argument.PageLimit;
import dev.outrigger.graphql.execution.ReadBudget;
import dev.outrigger.model.Model;

import graphql.schema.DataFetchingEnvironment;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/// Reads the arguments that many fields share.
record Arguments(FilterReader filters) {
    /// `limit`, `nextToken` and `filter` of a page that is read by itself; it counts as long as it
    /// may become.
    PageRequest page(Model model, DataFetchingEnvironment environment) {
        PageRequest request = page(model, environment.getArguments());
        ReadBudget.of(environment).spend(request.limit());
        return request;
    }

    /// `limit`, `nextToken` and `filter`.
    PageRequest page(Model model, Map<String, @Nullable Object> arguments) {
        return page(model, arguments, PageRequest.DEFAULT_LIMIT);
    }

    /// @param otherwise the limit where none is given
    PageRequest page(Model model, Map<String, @Nullable Object> arguments, int otherwise) {
        return new PageRequest(
                PageLimit.of(arguments, otherwise),
                (String) arguments.get("nextToken"),
                filters.read(model, "filter", arguments.get("filter")));
    }
}
