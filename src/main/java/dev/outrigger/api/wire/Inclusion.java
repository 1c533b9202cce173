package dev.outrigger.api.wire;

import dev.outrigger.model.Relation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/// Which related items are told along with an item, and along with these.
///
/// @param relations of the item's model, each with what is told along with the items it leads to
public record Inclusion(Map<Relation, Inclusion> relations) {
    static final Inclusion NOTHING = new Inclusion(Map.of());

    public Inclusion {
        relations = Collections.unmodifiableMap(new LinkedHashMap<>(relations));
    }

    /// How many relations are followed, on all levels.
    int size() {
        return relations.values().stream().mapToInt(below -> 1 + below.size()).sum();
    }

    /// The models of what is told.
    public Stream<String> targets() {
        return relations.entrySet().stream()
                .flatMap(
                        each ->
                                Stream.concat(
                                        Stream.of(each.getKey().target()),
                                        each.getValue().targets()));
    }

    Inclusion with(Relation relation, Inclusion below) {
        Map<Relation, Inclusion> more = new LinkedHashMap<>(relations);
        more.put(relation, below);
        return new Inclusion(more);
    }
}
