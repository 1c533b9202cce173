package dev.outrigger.backend.table;

import dev.outrigger.conflict.VersionedItem;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.postgres.SqlFragment;
import dev.outrigger.postgres.StoredJson;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.predicate.PredicateEvaluator;
import dev.outrigger.predicate.RelatedItems;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads pages of items, on a connection that commits by itself.
final class ItemReads {
    private final Tables tables;
    private final StoredJson storedJson;

    ItemReads(Tables tables) {
        this.tables = tables;
        this.storedJson = new StoredJson(tables.schema());
    }

    /// The page of one partition.
    PageReading page(
            Connection connection, ItemQuery query, List<Object> partition, PageRequest request)
            throws SQLException {
        List<Object> after = List.of();
        if (request.nextToken() != null) {
            PageToken token = token(request, query.signature()).orElse(null);
            if (token == null) {
                return new PageReading.TokenRefused();
            }
            after = position(query, token);
        }
        PageReads reads = new PageReads(connection, query, after, request);
        List<VersionedItem> rows = reads.read(partition);
        return new PageReading.Read(page(query, rows, request));
    }

    /// The first page of many partitions, in their order.
    PagesReading firstPages(Connection connection, ItemQuery query, PartitionsRequest request)
            throws SQLException {
        PageRequest page = request.page();
        PageReads reads = new PageReads(connection, query, List.of(), page);
        List<List<VersionedItem>> found = reads.read(request.partitions(), request.mostRows() + 1);
        int rows = found.stream().mapToInt(List::size).sum();
        return rows > request.mostRows()
                ? new PagesReading.TooMany()
                : new PagesReading.Read(
                        found.stream().map(each -> page(query, each, page)).toList(), rows);
    }

    /// A page of a base or delta sync.
    PageReading sync(Connection connection, SyncRequest request) throws SQLException {
        PageRequest page = request.page();
        Model model = request.model();
        if (page.nextToken() == null) {
            BackendClock.Start start = tables.clock().start(connection);
            if (isRemembered(request, start)) {
                PageToken from = deltaStart(model, start.startedAt(), request.lastSync());
                Optional<PageReading> delta = delta(connection, model, from, page);
                if (delta.isPresent()) {
                    return delta.get();
                }
            }
            var beginning = new PageToken(baseName(request), start.startedAt(), List.of());
            return base(connection, request, beginning);
        }
        Optional<PageToken> base = token(page, baseName(request));
        if (base.isPresent()) {
            return base(connection, request, base.get());
        }
        Optional<PageToken> delta = token(page, deltaName(model));
        return (delta.isPresent()
                        ? delta(connection, model, delta.get(), page)
                        : Optional.<PageReading>empty())
                .orElse(new PageReading.TokenRefused());
    }

    /// True when the delta table should have everything since then. A time from the future is not
    /// ours: nothing is known of what that client has.
    private boolean isRemembered(SyncRequest request, BackendClock.Start start) {
        long lastSync = request.lastSync();
        long ttl = tables.retentions().of(request.model().name()).deltaTtl().toMillis();
        return lastSync > 0 && lastSync <= start.now() && lastSync >= start.now() - ttl;
    }

    private PageReading base(Connection connection, SyncRequest request, PageToken from)
            throws SQLException {
        ItemQuery query = request.base();
        int limit = request.page().limit();
        PageReads reads = new PageReads(connection, query, position(query, from), request.page());
        List<VersionedItem> rows = reads.read(request.partition());
        Page page = page(query, rows, request.page());
        String next =
                rows.size() <= limit
                        ? null
                        : new PageToken(
                                        from.query(),
                                        from.startedAt(),
                                        values(query, rows.get(limit - 1)))
                                .text();
        return new PageReading.Read(
                new Page(page.items(), next, Instant.ofEpochMilli(from.startedAt())));
    }

    /// Empty when records were pruned that the page would have to hold.
    private Optional<PageReading> delta(
            Connection connection, Model model, PageToken from, PageRequest request)
            throws SQLException {
        var after =
                new DeltaTable.Position(
                        number(from.position().get(0)), number(from.position().get(1)));
        // What came after startedAt is found by the next sync, so that this one has an end.
        var range =
                new DeltaTable.Range(
                        after, from.startedAt(), request.limit() + 1, request.visible());
        List<DeltaTable.Row> rows = tables.delta().read(connection, model, range);
        // Asked after the read, as they may have been pruned in between.
        if (tables.delta().forgottenBefore(connection, model) > after.changedAt()) {
            return Optional.empty();
        }
        boolean more = rows.size() > request.limit();
        List<DeltaTable.Row> seen = more ? rows.subList(0, request.limit()) : rows;
        String next = null;
        if (more) {
            DeltaTable.Position last = seen.getLast().position();
            next =
                    new PageToken(
                                    from.query(),
                                    from.startedAt(),
                                    List.of(last.changedAt(), last.seq()))
                            .text();
        }
        List<VersionedItem> items = seen.stream().map(DeltaTable.Row::item).toList();
        return Optional.of(
                new PageReading.Read(
                        new Page(
                                matching(items, request.filter()),
                                next,
                                Instant.ofEpochMilli(from.startedAt()))));
    }

    /// Every version of `lastSync` and later: numbers begin at 1, so none of that millisecond is
    /// left out.
    private static PageToken deltaStart(Model model, long startedAt, long lastSync) {
        return new PageToken(deltaName(model), startedAt, List.of(lastSync, 0));
    }

    private static String baseName(SyncRequest request) {
        return "base/" + request.base().signature();
    }

    private static String deltaName(Model model) {
        return "delta/" + model.name();
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    private static Optional<PageToken> token(PageRequest request, String query) {
        return Optional.ofNullable(request.nextToken())
                .flatMap(PageToken::read)
                .filter(token -> token.query().equals(query));
    }

    private Page page(ItemQuery query, List<VersionedItem> rows, PageRequest request) {
        boolean more = rows.size() > request.limit();
        List<VersionedItem> seen = more ? rows.subList(0, request.limit()) : rows;
        String next =
                more
                        ? new PageToken(query.signature(), 0, values(query, seen.getLast())).text()
                        : null;
        return new Page(matching(seen, request.filter()), next, null);
    }

    private static List<VersionedItem> matching(List<VersionedItem> items, Predicate filter) {
        if (filter instanceof Predicate.All) {
            return items;
        }
        return items.stream()
                .filter(
                        item ->
                                PredicateEvaluator.matches(
                                        filter, item.withMetadata(), RelatedItems.none()))
                .toList();
    }

    private static List<Object> values(ItemQuery query, VersionedItem item) {
        List<Object> values = new ArrayList<>();
        for (Field field : query.order()) {
            @Nullable Object value = item.item().value(field.name());
            if (value == null) {
                throw new IllegalStateException("an ordered item has no " + field.name());
            }
            values.add(value);
        }
        return values;
    }

    private List<Object> position(ItemQuery query, PageToken token) {
        List<Object> values = new ArrayList<>();
        for (int place = 0; place < token.position().size(); place++) {
            Field field = query.order().get(place);
            Object value = storedJson.value(field, token.position().get(place));
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    /// One statement of a query.
    private final class PageReads {
        private final Connection connection;
        private final BaseTable table;
        private final ItemSelect select;
        private final List<Object> after;
        private final int limit;

        PageReads(Connection connection, ItemQuery query, List<Object> after, PageRequest request) {
            this.connection = connection;
            this.table = tables.of(query.model());
            this.select = new ItemSelect(query, table, request.visible());
            this.after = after;
            // One more than asked for tells whether more follow.
            this.limit = request.limit() + 1;
        }

        /// The rows of one partition.
        List<VersionedItem> read(List<Object> partition) throws SQLException {
            return read(List.of(partition), limit).getFirst();
        }

        /// The rows of each partition.
        ///
        /// @param together how many rows there may be of all of them
        List<List<VersionedItem>> read(List<List<Object>> partitions, int together)
                throws SQLException {
            var limits = new ItemSelect.Limits(limit, together);
            List<List<VersionedItem>> found = new ArrayList<>();
            partitions.forEach(_ -> found.add(new ArrayList<>()));
            SqlFragment sql = select.of(partitions, after, limits);
            try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
                sql.bind(statement, 1);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.get(rows.getInt(1) - 1).add(table.read(rows, 2));
                    }
                }
            }
            return found;
        }
    }
}
