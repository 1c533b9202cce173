package dev.outrigger.api.rest;

import dev.outrigger.api.problem.InputProblem;
import dev.outrigger.api.problem.RequestRefused;
import dev.outrigger.api.wire.Inclusion;
import dev.outrigger.model.Field;
import dev.outrigger.model.Item;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Relation.Kind;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.Schema;
import dev.outrigger.predicate.Predicate;
import dev.outrigger.replica.GroupedPages;
import dev.outrigger.replica.GroupedQuery;
import dev.outrigger.replica.GroupedReads;
import dev.outrigger.replica.Query;
import dev.outrigger.replica.ReadItem;

import io.vertx.core.Future;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads what is told along with items: one statement for each relation that is followed, however
/// many items there are.
final class IncludedItems {
    private static final Set<Scalar> NO_TEXTS =
            Set.of(Scalar.INT, Scalar.FLOAT, Scalar.BOOLEAN, Scalar.AWS_TIMESTAMP);

    private final Schema schema;
    private final GroupedReads groups;
    private final int most;

    /// @param most items that an answer has, those that are told along with others counted each
    ///     time that they are
    IncludedItems(Schema schema, GroupedReads groups, int most) {
        this.schema = schema;
        this.groups = groups;
        this.most = most;
    }

    Future<List<Map<String, @Nullable Object>>> json(
            Model model, List<ReadItem> items, Inclusion inclusion) {
        return told(model, items, inclusion)
                .map(told -> told.stream().map(ToldItem::json).toList());
    }

    private Future<List<ToldItem>> told(Model model, List<ReadItem> items, Inclusion inclusion) {
        List<ToldItem> told = items.stream().map(ToldItem::new).toList();
        Future<Void> attached = Future.succeededFuture();
        for (var each : inclusion.relations().entrySet()) {
            Joined joined = new Joined(model, each.getKey(), told);
            attached = attached.compose(_ -> attach(joined, each.getValue()));
        }
        return attached.map(_ -> told);
    }

    /// A relation of some items.
    private record Joined(Model model, Relation relation, List<ToldItem> items) {
        /// The values that lead from an item to the other side; null when one is missing.
        @Nullable List<Object> values(Item item) {
            List<Object> values = new ArrayList<>();
            for (String field : relation.localFields()) {
                Object value = item.value(field);
                if (value == null) {
                    return null;
                }
                values.add(value);
            }
            return values;
        }
    }

    private Future<Void> attach(Joined joined, Inclusion below) {
        Relation relation = joined.relation();
        Model target = schema.required(relation.target());
        Map<List<Object>, List<ReadItem>> found = new LinkedHashMap<>();
        if (comparable(joined.model(), relation, target)) {
            for (ToldItem item : joined.items()) {
                List<Object> values = joined.values(item.item());
                if (values != null) {
                    found.put(values, List.of());
                }
            }
        }
        return read(relation, target, found)
                .compose(
                        _ ->
                                told(
                                        target,
                                        found.values().stream().flatMap(List::stream).toList(),
                                        below))
                .map(
                        related -> {
                            hand(joined, found, related);
                            return null;
                        });
    }

    /// Fills in the items of each group of values.
    private Future<Void> read(
            Relation relation, Model target, Map<List<Object>, List<ReadItem>> found) {
        if (found.isEmpty()) {
            return Future.succeededFuture();
        }
        List<List<Object>> values = List.copyOf(found.keySet());
        List<Field> by = relation.targetFields().stream().map(name -> field(target, name)).toList();
        int limit = relation.kind() == Kind.HAS_MANY ? most : 1;
        Query query =
                new Query(target, new Predicate.All(), List.of(), limit, new Query.Start.Offset(0));
        return OnEventLoop.when(groups.pages(new GroupedQuery(query, by, values, most)))
                .map(
                        pages -> {
                            switch (pages) {
                                case GroupedPages.TooMany _ -> throw tooMany();
                                case GroupedPages.Read(List<Query.Page> read) -> {
                                    for (int place = 0; place < read.size(); place++) {
                                        found.put(values.get(place), read.get(place).items());
                                    }
                                }
                            }
                            return null;
                        });
    }

    /// @param related what was found, in the order of its groups
    private void hand(
            Joined joined, Map<List<Object>, List<ReadItem>> found, List<ToldItem> related) {
        Map<List<Object>, List<ToldItem>> byValues = new LinkedHashMap<>();
        int first = 0;
        for (var group : found.entrySet()) {
            int end = first + group.getValue().size();
            byValues.put(group.getKey(), related.subList(first, end));
            first = end;
        }
        long size = 0;
        for (ToldItem item : joined.items()) {
            List<Object> values = joined.values(item.item());
            List<ToldItem> own =
                    values == null ? List.of() : byValues.getOrDefault(values, List.of());
            String name = joined.relation().name();
            if (joined.relation().kind() == Kind.HAS_MANY) {
                item.attach(name, own);
            } else {
                item.attach(name, own.isEmpty() ? null : own.getFirst());
            }
            size += item.size();
        }
        if (size > most) {
            throw tooMany();
        }
    }

    /// Values of different types are never equal.
    private static boolean comparable(Model model, Relation relation, Model target) {
        for (int part = 0; part < relation.localFields().size(); part++) {
            Field local = field(model, relation.localFields().get(part));
            Field other = field(target, relation.targetFields().get(part));
            if (local.type() != other.type() && !(isText(local) && isText(other))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isText(Field field) {
        return !(field.type() instanceof Scalar scalar && NO_TEXTS.contains(scalar));
    }

    private static Field field(Model model, String name) {
        return model.field(name)
                .orElseThrow(() -> new IllegalStateException(name + " is not a field"));
    }

    private RequestRefused tooMany() {
        return RequestRefused.because(new InputProblem.IncludeTooLarge(most));
    }
}
