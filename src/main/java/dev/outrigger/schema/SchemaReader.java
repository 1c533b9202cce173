package dev.outrigger.schema;

import dev.outrigger.model.AuthRule;
import dev.outrigger.model.CustomInput;
import dev.outrigger.model.EmbeddedType;
import dev.outrigger.model.EnumType;
import dev.outrigger.model.Generation;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.model.SchemaText;

import graphql.language.Document;
import graphql.language.ObjectTypeDefinition;
import graphql.language.SourceLocation;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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

    private static SchemaReading read(Document written) {
        Findings findings = new Findings();
        Generation generation = Generations.of(written, findings);
        JoinModels.WrittenOut out = JoinModels.writeOut(written, findings);
        DocumentTypes types = TypeCollector.collect(out.document(), out.names(), findings);
        if (types.models().isEmpty()) {
            findings.addForDocument("the schema has no model: mark at least one type with @model");
        }
        FieldCollector fields = new FieldCollector(types, generation, findings);
        List<EmbeddedType> embedded =
                types.embedded().values().stream().map(fields::ofEmbedded).toList();
        EmbeddedCycles.find(embedded, types, findings);
        Map<String, ModelDraft> drafts = new LinkedHashMap<>();
        KeyReader keys = new KeyReader(findings);
        for (ObjectTypeDefinition type : types.models().values()) {
            drafts.put(type.getName(), ModelDraft.of(fields.ofModel(type), keys, findings));
        }
        CustomOperations custom = new CustomOperations(types, generation, findings);
        List<CustomOperations.Placed> operations = custom.operations();
        List<CustomInput> inputs = custom.inputs();
        RootFieldNames.check(drafts.values(), operations, findings);
        new RelationReader(drafts, findings).readAll();
        GlobalRule globalRule = GlobalRule.of(written, generation, findings);
        if (!findings.isEmpty()) {
            return new SchemaReading.Refused(findings.inOrder());
        }
        List<Model> models =
                globalRule.appliedTo(
                        drafts.values().stream().map(draft -> draft.finished(generation)).toList());
        List<EnumType> enums = List.copyOf(types.enums().values());
        SchemaText text =
                new SchemaText(
                        Wording.of(out.document()),
                        operations.stream().map(CustomOperations.Placed::operation).toList(),
                        protections(generation, drafts.values()),
                        inputs);
        String hash = SchemaDigest.of(models, enums, embedded);
        return new SchemaReading.Read(new Schema(models, enums, embedded, generation, text, hash));
    }

    private static Map<String, List<AuthRule>> protections(
            Generation generation, Collection<ModelDraft> drafts) {
        return switch (generation) {
            case FIRST ->
                    drafts.stream()
                            .collect(
                                    Collectors.toMap(
                                            ModelDraft::name,
                                            draft -> draft.declared().rules().ofModel()));
            case SECOND -> Map.of();
        };
    }
}
