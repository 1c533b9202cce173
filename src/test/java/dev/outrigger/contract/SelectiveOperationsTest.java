package dev.outrigger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.testing.Schemas;

import org.junit.jupiter.api.Test;

/// The documents that take a filter.
class SelectiveOperationsTest {
    private static final Schema SCHEMA = Schemas.demo();
    private static final Model POST = SCHEMA.required("Post");
    private static final SelectiveOperations OPERATIONS = SelectiveOperations.of(SCHEMA, POST);

    @Test
    void aSyncTakesTheFilterAsAmplifysClientsSendIt() {
        assertThat(OPERATIONS.sync().document())
                .startsWith(
                        "query operation($limit: Int, $nextToken: String, $lastSync: AWSTimestamp,"
                                + " $filter: ModelPostFilterInput) { syncPosts(limit: $limit,"
                                + " nextToken: $nextToken, lastSync: $lastSync, filter: $filter) {"
                                + " items {");
    }

    @Test
    void subscriptionsToWhatComesAndGoesTakeTheFilter() {
        assertThat(OPERATIONS.subscriptions().of(Mutation.Kind.CREATE).orElseThrow().document())
                .startsWith(
                        "subscription operation($filter: ModelSubscriptionPostFilterInput) {"
                                + " onCreatePost(filter: $filter) {");
        assertThat(OPERATIONS.subscriptions().of(Mutation.Kind.DELETE).orElseThrow().document())
                .contains("onDeletePost(filter: $filter)");
    }

    @Test
    void theSubscriptionToUpdatesIsTheOneWithoutAFilter() {
        assertThat(OPERATIONS.subscriptions().of(Mutation.Kind.UPDATE))
                .isEqualTo(Operations.of(SCHEMA, POST).subscriptions().of(Mutation.Kind.UPDATE));
    }
}
