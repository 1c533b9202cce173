package dev.outrigger.store;

import dev.outrigger.replica.GroupedPages;
import dev.outrigger.replica.GroupedQuery;
import dev.outrigger.replica.GroupedReads;
import dev.outrigger.replica.Query;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Reads of many groups in PostgreSQL, beside the writer.
final class PostgresGroupedReads implements GroupedReads {
    private final ReplicaTables tables;
    private final QuerySql queries;
    private final Readers readers;

    PostgresGroupedReads(ReplicaTables tables, Readers readers) {
        this.tables = tables;
        this.queries = new QuerySql(tables);
        this.readers = readers;
    }

    @Override
    public CompletionStage<GroupedPages> pages(GroupedQuery query) {
        return readers.read(connection -> pages(connection, query));
    }

    private GroupedPages pages(Connection connection, GroupedQuery query) throws SQLException {
        ItemRows rows = tables.of(query.query().model());
        int place = rows.table().columns().size() + 1;
        List<List<Row>> groups = new ArrayList<>();
        query.groups().forEach(_ -> groups.add(new ArrayList<>()));
        Reads.run(
                connection,
                queries.pages(query),
                row -> groups.get(row.getInt(place) - 1).add(rows.read(row)));
        List<Query.Page> pages =
                groups.stream().map(group -> Reads.page(query.query(), group)).toList();
        var read = new GroupedPages.Read(pages);
        return read.items() > query.together() ? new GroupedPages.TooMany() : read;
    }
}
