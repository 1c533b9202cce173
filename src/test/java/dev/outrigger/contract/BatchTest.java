package dev.outrigger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Schema;
import dev.outrigger.testing.Schemas;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

/// Several calls in one document.
class BatchTest {
    private static final Schema SCHEMA = Schemas.demo();
    private static final Calls POST = Calls.of(SCHEMA, SCHEMA.required("Post"));
    private static final String FIELDS =
            "{ id title status rating tags createdAt updatedAt _version _lastChangedAt _deleted }";

    @Test
    void mutationsStandUnderAliasesWithVariablesOfTheirOwn() {
        // When
        Batch batch =
                Batch.of(
                        Call.Verb.MUTATION,
                        List.of(
                                new Batch.Part(
                                        POST.mutation(Mutation.Kind.CREATE).orElseThrow(),
                                        Map.of("input", "first")),
                                new Batch.Part(
                                        POST.mutation(Mutation.Kind.UPDATE).orElseThrow(),
                                        Map.of("input", "second", "condition", "if"))));

        // Then
        assertThat(batch.document())
                .isEqualTo(
                        "mutation operation($input0: CreatePostInput!, $input1: UpdatePostInput!,"
                                + " $condition1: ModelPostConditionInput) { m0: createPost(input:"
                                + " $input0) "
                                + FIELDS
                                + " m1: updatePost(input: $input1, condition: $condition1) "
                                + FIELDS
                                + " }");
        assertThat(batch.variables())
                .containsOnly(
                        Map.entry("input0", "first"),
                        Map.entry("input1", "second"),
                        Map.entry("condition1", "if"));
    }

    @Test
    void itemsAreReadByTheirKeys() {
        // When
        Call get = POST.get().orElseThrow();
        Batch batch =
                Batch.of(
                        Call.Verb.QUERY,
                        List.of(
                                new Batch.Part(get, Map.of("id", "p1")),
                                new Batch.Part(get, Map.of("id", "p2"))));

        // Then
        assertThat(batch.document())
                .isEqualTo(
                        "query operation($id0: ID!, $id1: ID!) { m0: getPost(id: $id0) "
                                + FIELDS
                                + " m1: getPost(id: $id1) "
                                + FIELDS
                                + " }");
        assertThat(batch.variables()).isEqualTo(Map.of("id0", "p1", "id1", "p2"));
    }

    @Test
    void aDocumentIsShownWithoutItsValues() {
        // Given
        Batch batch =
                Batch.of(
                        Call.Verb.QUERY,
                        List.of(new Batch.Part(POST.get().orElseThrow(), Map.of("id", "s3cret"))));

        // Then
        assertThat(batch).asString().doesNotContain("s3cret");
    }
}
