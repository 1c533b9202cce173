package dev.outrigger.graphql.sdl;

import dev.outrigger.contract.Metadata;
import dev.outrigger.contract.Mutation;
import dev.outrigger.contract.RootField;
import dev.outrigger.model.Schema;

import java.util.stream.Collectors;

/// What a backend takes beside AppSync's contract: an update that brings a deleted item back. It is
/// executable and not printed, as [KeyDigestDefinitions] are.
final class UndeleteDefinitions {
    private final Schema schema;

    UndeleteDefinitions(Schema schema) {
        this.schema = schema;
    }

    String text() {
        return schema.models().stream()
                .filter(model -> RootField.mutation(Mutation.Kind.UPDATE, model).isPresent())
                .map(model -> RootField.inputType(Mutation.Kind.UPDATE, model))
                .map(
                        input ->
                                "extend input %s {\n  %s: Boolean\n}\n"
                                        .formatted(input, Metadata.DELETED))
                .collect(Collectors.joining());
    }
}
