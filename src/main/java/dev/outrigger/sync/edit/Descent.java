package dev.outrigger.sync.edit;

import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Schema;
import dev.outrigger.sync.Cascade;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds what is deleted along with an item: what its relations lead down to, and theirs.
public final class Descent {
    private final Schema schema;
    private final Cascading cascading;

    public Descent(Schema schema, Cascading cascading) {
        this.schema = schema;
        this.cascading = cascading;
    }

    /// Who knows which live items a relation of an item leads to.
    @FunctionalInterface
    public interface Children<E extends Exception> {
        Collection<ItemKey> of(ItemKey key, Relation relation) throws E;
    }

    /// An item that goes with another one.
    ///
    /// @param how REMOTE or LOCAL
    public record Descendant(ItemKey key, Cascade how) {}

    public sealed interface Result {
        /// @param descendants children before their parents, without the item itself
        record Found(List<Descendant> descendants) implements Result {
            public Found {
                descendants = List.copyOf(descendants);
            }
        }

        /// Some item that would go has items that keep it.
        ///
        /// @param relation of `parent` that leads to them
        record Kept(ItemKey parent, String relation) implements Result {}
    }

    /// An item on the way down, with those of its children that were not visited yet.
    private record Visit(Descendant item, Iterator<Descendant> children) {}

    /// Every descendant of a live item. One that is reached in several ways goes the first of them.
    public <E extends Exception> Result below(ItemKey root, Children<E> children) throws E {
        List<Descendant> ordered = new ArrayList<>();
        Set<ItemKey> seen = new HashSet<>(List.of(root));
        Deque<Visit> path = new ArrayDeque<>();
        Descendant next = new Descendant(root, Cascade.REMOTE);
        while (true) {
            List<Descendant> below = new ArrayList<>();
            Optional<Result.Kept> kept = visit(next.key(), children, below);
            if (kept.isPresent()) {
                return kept.get();
            }
            path.addLast(new Visit(next, below.iterator()));
            Optional<Descendant> deeper = unseen(path.getLast(), seen);
            while (deeper.isEmpty()) {
                ordered.add(path.removeLast().item());
                if (path.isEmpty()) {
                    ordered.removeLast();
                    return new Result.Found(ordered);
                }
                deeper = unseen(path.getLast(), seen);
            }
            next = deeper.get();
        }
    }

    /// Adds what the item's relations lead down to, unless one of them keeps the item.
    private <E extends Exception> Optional<Result.Kept> visit(
            ItemKey key, Children<E> children, List<Descendant> below) throws E {
        Model model = schema.required(key.model());
        for (Relation relation : model.relations()) {
            Cascade how = cascading.of(model, relation);
            Collection<ItemKey> keys = how == Cascade.NONE ? List.of() : children.of(key, relation);
            if (how == Cascade.RESTRICT && !keys.isEmpty()) {
                return Optional.of(new Result.Kept(key, relation.name()));
            }
            keys.forEach(child -> below.add(new Descendant(child, how)));
        }
        return Optional.empty();
    }

    private static Optional<Descendant> unseen(Visit visit, Set<ItemKey> seen) {
        while (visit.children().hasNext()) {
            Descendant child = visit.children().next();
            if (seen.add(child.key())) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }
}
