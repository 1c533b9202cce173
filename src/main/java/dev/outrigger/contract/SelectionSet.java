package dev.outrigger.contract;

import dev.outrigger.model.EmbeddedReference;
import dev.outrigger.model.EmbeddedType;
import dev.outrigger.model.EnumType;
import dev.outrigger.model.Field;
import dev.outrigger.model.Model;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.Schema;

import java.util.ArrayList;
import java.util.List;

/// What an operation asks of an item: every stored field, foreign keys among them, with embedded
/// types expanded, and the metadata.
final class SelectionSet {
    /// How often an embedded type that contains itself is written out. GraphQL cannot ask for all
    /// of a tree, so values below this depth are not seen; types that do not recur have no bound.
    private static final int RECURSION_LIMIT = 4;

    private static final String METADATA =
            String.join(" ", Metadata.VERSION, Metadata.LAST_CHANGED_AT, Metadata.DELETED);

    private final Schema schema;

    SelectionSet(Schema schema) {
        this.schema = schema;
    }

    /// For queries and subscriptions.
    String ofItem(Model model) {
        return "{ " + fields(model.fields(), List.of()) + " " + METADATA + " }";
    }

    /// For mutations: the parents' keys too. A subscriber is given only what the mutation selected,
    /// and Amplify's clients subscribe to `post { id _deleted }`: without it they would store the
    /// new comment with no post.
    String ofMutation(Model model) {
        List<String> parts = new ArrayList<>();
        parts.add(fields(model.fields(), List.of()));
        model.parents().forEach(parent -> parts.add(parent(parent)));
        parts.add(METADATA);
        return "{ " + String.join(" ", parts) + " }";
    }

    private String parent(Relation relation) {
        String key = String.join(" ", schema.required(relation.target()).key().fields());
        return relation.name() + " { " + key + " " + Metadata.DELETED + " }";
    }

    /// @param path names of the embedded types around these fields, outermost first
    private String fields(List<Field> fields, List<String> path) {
        List<String> selected = new ArrayList<>();
        for (Field field : fields) {
            String text = field(field, path);
            if (!text.isEmpty()) {
                selected.add(text);
            }
        }
        return String.join(" ", selected);
    }

    private String field(Field field, List<String> path) {
        return switch (field.type()) {
            case Scalar _, EnumType _ -> field.name();
            case EmbeddedReference reference -> embedded(field, reference, path);
        };
    }

    /// @return empty where the recursion ends, since `{ }` is not GraphQL
    private String embedded(Field field, EmbeddedReference reference, List<String> path) {
        EmbeddedType type = schema.embedded(reference.name());
        long depth = path.stream().filter(type.name()::equals).count();
        if (depth == RECURSION_LIMIT) {
            return "";
        }
        List<String> deeper = new ArrayList<>(path);
        deeper.add(type.name());
        String inner = fields(type.fields(), deeper);
        return inner.isEmpty() ? "" : field.name() + " { " + inner + " }";
    }
}
