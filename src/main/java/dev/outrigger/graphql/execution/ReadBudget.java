package dev.outrigger.graphql.execution;

import graphql.schema.DataFetchingEnvironment;

import java.util.concurrent.atomic.AtomicInteger;

/// How many items one request may still read. Lists within lists multiply, so that a short document
/// can ask for more than fits into memory. Related items count as they are found, since what they
/// could be is seldom what they are.
public final class ReadBudget {
    private final int whole;
    private final AtomicInteger left;

    ReadBudget(int items) {
        this.whole = items;
        this.left = new AtomicInteger(items);
    }

    public static ReadBudget of(DataFetchingEnvironment environment) {
        return environment.getGraphQlContext().get(ReadBudget.class);
    }

    /// Items that a statement may return; one more is too many.
    public int left() {
        return Math.max(0, left.get());
    }

    /// @throws ArgumentRefused when the request has read too much
    public void spend(int items) {
        if (left.addAndGet(-items) < 0) {
            throw exceeded();
        }
    }

    public ArgumentRefused exceeded() {
        return new ArgumentRefused(
                "The request reads more than "
                        + whole
                        + " items; ask for fewer with the argument limit, or for fewer levels");
    }
}
