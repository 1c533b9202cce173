package dev.outrigger.schema;

import dev.outrigger.model.EmbeddedType;
import dev.outrigger.model.EnumType;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import graphql.language.Document;
import graphql.language.SourceLocation;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import java.util.List;

/// Reads annotated GraphQL, with Amplify's directives, into the model of a schema.
public final class SchemaReader {
    private SchemaReader() {}

    /// The schema that a document describes, or everything in it that is not understood.
    public static SchemaReading read(String document) {
        throw new UnsupportedOperationException(document);
    }
}
