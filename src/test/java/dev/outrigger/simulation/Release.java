package dev.outrigger.simulation;

import dev.outrigger.model.Schema;
import dev.outrigger.testing.Schemas;

import java.util.function.UnaryOperator;

/// What the next version of the app makes of its schema.
enum Release {
    /// Each model gets a field that may be left out.
    GROWN(
            document ->
                    document.replace("  note: String\n", "  note: String\n  subtitle: String\n")
                            .replace("  postID: ID!", "  likes: Int\n  postID: ID!")),
    /// Comments get a field that must be there, and has a default.
    DEFAULTED(
            document ->
                    document.replace(
                            "  postID: ID!",
                            "  kind: String! @default(value: \"plain\")\n  postID: ID!")),
    /// Posts get a field that must be there, and has none.
    DEMANDING(
            document ->
                    document.replace("  note: String\n", "  note: String\n  author: String!\n")),
    /// A field has another type.
    NARROWED(document -> document.replace("  note: String\n", "  note: Int\n")),
    /// A field is gone.
    SHRUNK(document -> document.replace("  note: String\n", "")),
    /// A model is gone.
    CLOSED(
            document ->
                    document.replaceAll("(?s)type Comment @model \\{.*?\\n\\}\\n", "")
                            .replaceAll("  comments: \\[Comment\\][^\\n]*\\n", ""));

    private final Schema schema;

    Release(UnaryOperator<String> change) {
        String changed = change.apply(document());
        if (changed.equals(document())) {
            throw new IllegalStateException(name() + " changes nothing");
        }
        schema = Schemas.of(changed);
    }

    /// The schema that every run begins with in which a release comes.
    static Schema before() {
        return Before.SCHEMA;
    }

    Schema schema() {
        return schema;
    }

    private static String document() {
        return Schemas.demoDocument()
                .replace("  tags: [String]\n", "  tags: [String]\n  note: String\n");
    }

    private static final class Before {
        private static final Schema SCHEMA = Schemas.of(document());
    }
}
