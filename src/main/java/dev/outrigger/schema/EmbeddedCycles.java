package dev.outrigger.schema;

import dev.outrigger.model.EmbeddedReference;
import dev.outrigger.model.EmbeddedType;
import dev.outrigger.model.Field;
import dev.outrigger.model.Shape;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds embedded types of which no value can exist, because each requires another of itself.
/// Containing itself in a list or where null is allowed is fine: such a value can end.
final class EmbeddedCycles {
    private final Map<String, EmbeddedType> byName = new LinkedHashMap<>();

    private EmbeddedCycles(List<EmbeddedType> types) {
        types.forEach(type -> byName.put(type.name(), type));
    }

    static void find(List<EmbeddedType> embedded, DocumentTypes types, Findings findings) {
        EmbeddedCycles cycles = new EmbeddedCycles(embedded);
        for (EmbeddedType type : embedded) {
            if (cycles.reaches(type, type.name(), new HashSet<>())) {
                findings.add(
                        types.embedded().get(type.name()),
                        "the embedded type "
                                + type.name()
                                + " requires a value of itself: allow null somewhere on the way");
            }
        }
    }

    private boolean reaches(EmbeddedType from, String wanted, Set<String> visited) {
        return visited.add(from.name())
                && from.fields().stream()
                        .filter(EmbeddedCycles::isRequiredEmbedded)
                        .map(field -> field.type().typeName())
                        .anyMatch(
                                name ->
                                        name.equals(wanted)
                                                || (byName.containsKey(name)
                                                        && reaches(
                                                                byName.get(name),
                                                                wanted,
                                                                visited)));
    }

    private static boolean isRequiredEmbedded(Field field) {
        return field.type() instanceof EmbeddedReference
                && field.shape() instanceof Shape.Single(boolean required)
                && required;
    }
}
