package dev.outrigger.backend.graphql.resolve;

import dev.outrigger.backend.table.PageRequest;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;

import graphql.schema.DataFetchingEnvironment;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
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
        int limit = arguments.get("limit") instanceof Integer given ? given : otherwise;
        if (limit < 1) {
            throw new ArgumentRefused(
                    "The argument limit must be 1 to "
                            + PageRequest.MAXIMUM_LIMIT
                            + ", found "
                            + limit);
        }
        return new PageRequest(
                limit,
                (String) arguments.get("nextToken"),
                filters.read(model, "filter", arguments.get("filter")));
    }

    /// The values of required arguments that are named after fields.
    static List<Object> values(List<Field> fields, DataFetchingEnvironment environment) {
        List<Object> values = new ArrayList<>();
        for (Field field : fields) {
            Object value = environment.getArgument(field.name());
            if (value == null) {
                throw new IllegalStateException("the argument " + field.name() + " is required");
            }
            values.add(KeyValue.of(field, value));
        }
        return values;
    }
}
