package dev.outrigger.schema;

import dev.outrigger.model.EmbeddedType;
import dev.outrigger.model.EnumType;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;

import graphql.language.Document;
import graphql.language.ObjectTypeDefinition;
import graphql.language.SourceLocation;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads annotated GraphQL, with the directives of Amplify's two generations, into a schema.
///
/// It goes from the outside in, and each step leans on the ones before: types, then fields, then
/// keys and indexes, then relations and the foreign keys that they imply.
public final class SchemaReader {
    private SchemaReader() {}

    /// The schema that `document` describes, or everything in it that is not understood.
    public static SchemaReading read(String document) {
        if (document.isBlank()) {
            return refused(1, 1, "the schema is empty: define a type with @model");
        }
        try {
            return read(parse(document));
        } catch (InvalidSyntaxException problem) {
            SourceLocation place = problem.getLocation();
            String message = "not GraphQL: " + problem.getMessage();
            return place == null
                    ? refused(1, 1, message)
                    : refused(place.getLine(), place.getColumn(), message);
        }
    }

    private static SchemaReading.Refused refused(int line, int column, String message) {
        return new SchemaReading.Refused(List.of(new SchemaFinding(line, column, message)));
    }

    /// With the limits of a schema: those of a query would end a document of some hundred types.
    private static Document parse(String document) {
        return Parser.parse(
                ParserEnvironment.newParserEnvironment()
                        .document(document)
                        .parserOptions(ParserOptions.getDefaultSdlParserOptions())
                        .build());
    }

    private static SchemaReading read(Document document) {
        Findings findings = new Findings();
        DocumentTypes types = TypeCollector.collect(document, findings);
        if (types.models().isEmpty()) {
            findings.addForDocument("the schema has no model: mark at least one type with @model");
        }
        Generation generation = Generation.of(document, findings);
        FieldCollector fields = new FieldCollector(types, generation, findings);
        List<EmbeddedType> embedded =
                types.embedded().values().stream().map(fields::ofEmbedded).toList();
        EmbeddedCycles.find(embedded, types, findings);
        Map<String, ModelDraft> drafts = new LinkedHashMap<>();
        KeyReader keys = new KeyReader(findings);
        for (ObjectTypeDefinition type : types.models().values()) {
            drafts.put(type.getName(), ModelDraft.of(fields.ofModel(type), keys, findings));
        }
        QueryNames.check(drafts.values(), findings);
        new RelationReader(drafts, findings).readAll();
        if (!findings.isEmpty()) {
            return new SchemaReading.Refused(findings.inOrder());
        }
        List<Model> models = drafts.values().stream().map(ModelDraft::finished).toList();
        List<EnumType> enums = List.copyOf(types.enums().values());
        String hash = SchemaDigest.of(models, enums, embedded);
        return new SchemaReading.Read(new Schema(models, enums, embedded, hash));
    }
}
