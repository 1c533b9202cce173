package dev.outrigger.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.Schema;
import dev.outrigger.testing.Schemas;

import org.junit.jupiter.api.Test;

class OperationsTest {
    private static final String POST =
            "{ id title status rating tags createdAt updatedAt _version _lastChangedAt _deleted }";

    private final Operations post = operations(Schemas.demo(), "Post");

    @Test
    void asksForAPageOfEveryStoredField() {
        assertThat(post.sync())
                .isEqualTo(
                        new Operation(
                                "syncPosts",
                                "query operation($limit: Int, $nextToken: String, $lastSync:"
                                        + " AWSTimestamp) { syncPosts(limit: $limit, nextToken:"
                                        + " $nextToken, lastSync: $lastSync) { items "
                                        + POST
                                        + " nextToken startedAt } }"));
    }

    @Test
    void asksForOneItemByItsKey() {
        assertThat(post.get())
                .isEqualTo(
                        new Operation(
                                "getPost",
                                "query operation($id: ID!) { getPost(id: $id) " + POST + " }"));
    }

    @Test
    void declaresNoConditionOfACreate() {
        assertThat(post.mutations().create())
                .isEqualTo(
                        new Operation(
                                "createPost",
                                "mutation operation($input: CreatePostInput!)"
                                        + " { createPost(input: $input) "
                                        + POST
                                        + " }"));
    }

    @Test
    void declaresTheConditionOfUpdateAndDelete() {
        assertThat(post.mutations().update().document())
                .startsWith(
                        "mutation operation($input: UpdatePostInput!, $condition:"
                                + " ModelPostConditionInput) { updatePost(input: $input, condition:"
                                + " $condition) {");
        assertThat(post.mutations().delete().document())
                .startsWith(
                        "mutation operation($input: DeletePostInput!, $condition:"
                                + " ModelPostConditionInput) { deletePost(input: $input, condition:"
                                + " $condition) {");
    }

    @Test
    void subscribesToEachKindOfMutation() {
        assertThat(post.subscriptions().all())
                .extracting(Operation::field)
                .containsExactly("onCreatePost", "onUpdatePost", "onDeletePost");
        assertThat(post.subscriptions().of(Mutation.Kind.DELETE).orElseThrow().document())
                .isEqualTo("subscription operation { onDeletePost " + POST + " }");
    }

    @Test
    void selectsTheParentsKeyInMutationsOnly() {
        // Given
        Operations comment = operations(Schemas.demo(), "Comment");

        // Then
        assertThat(comment.mutations().create().document())
                .contains(
                        "{ id content postID createdAt updatedAt post { id _deleted } _version"
                                + " _lastChangedAt _deleted }");
        assertThat(comment.sync().document()).contains(" postID ").doesNotContain("post {");
        assertThat(comment.subscriptions().create().document()).doesNotContain("post {");
    }

    @Test
    void selectsAForeignKeyThatTheSchemaOnlyImplies() {
        // Given
        Schema schema =
                Schemas.of(
                        """
                        type Post @model { id: ID! comments: [Comment] @hasMany }
                        type Comment @model { id: ID! post: Post @belongsTo }
                        """);

        // Then
        assertThat(operations(schema, "Comment").sync().document()).contains(" postCommentsId ");
    }

    @Test
    void namesEveryPartOfACompositeKey() {
        // Given
        Schema schema =
                Schemas.of(
                        """
                        type Customer @model {
                          tenant: ID! @primaryKey(sortKeyFields: ["region", "number"])
                          region: String!
                          number: Int!
                          orders: [Order] @hasMany
                        }
                        type Order @model { id: ID! customer: Customer @belongsTo }
                        """);

        // Then
        assertThat(operations(schema, "Customer").get().document())
                .startsWith(
                        "query operation($tenant: ID!, $region: String!, $number: Int!)"
                                + " { getCustomer(tenant: $tenant, region: $region,"
                                + " number: $number) {");
        assertThat(operations(schema, "Order").mutations().update().document())
                .contains("customer { tenant region number _deleted }");
    }

    @Test
    void expandsEmbeddedTypes() {
        // Given
        Schema schema =
                Schemas.of(
                        """
                        type Place @model { id: ID! address: Address }
                        type Address { city: String! geo: Geo }
                        type Geo { lat: Float lon: Float }
                        """);

        // Then
        assertThat(operations(schema, "Place").sync().document())
                .contains("address { city geo { lat lon } }");
    }

    @Test
    void endsTheExpansionOfAnEmbeddedTypeThatContainsItself() {
        // Given
        Schema schema =
                Schemas.of(
                        """
                        type Forest @model { id: ID! root: Tree loop: Loop }
                        type Tree { name: String child: Tree }
                        type Loop { loop: Loop }
                        """);

        // Then
        assertThat(operations(schema, "Forest").get().document())
                .contains(
                        "root { name child { name child { name child { name } } } }" + " createdAt")
                .doesNotContain("loop");
    }

    @Test
    void usesTheNamesOfTheSchemaAndLeavesOutWhatIsNotOffered() {
        // Given
        Schema schema =
                Schemas.of(
                        """
                        type Post @model(
                          queries: {get: null}, mutations: {create: "add", update: null},
                          subscriptions: {onCreate: ["added", "addedToo"]}) {
                          id: ID!
                        }
                        """);

        // When
        Operations post = operations(schema, "Post");

        // Then
        assertThat(post.get()).isNull();
        assertThat(post.mutations().all())
                .extracting(Operation::field)
                .containsExactly("add", "deletePost");
        assertThat(post.mutations().of(Mutation.Kind.UPDATE)).isEmpty();
        assertThat(post.mutations().of(Mutation.Kind.CREATE).orElseThrow().document())
                .startsWith("mutation operation($input: CreatePostInput!) { add(input: $input) {");
        assertThat(post.subscriptions().all())
                .extracting(Operation::field)
                .containsExactly("added", "onDeletePost");
    }

    @Test
    void asksForAStringIdAsAppSyncDeclaresIt() {
        Schema schema = Schemas.of("type Post @model { id: String! }");

        assertThat(operations(schema, "Post").get().document())
                .startsWith("query operation($id: ID!) {");
    }

    private static Operations operations(Schema schema, String model) {
        return Operations.of(schema, schema.required(model));
    }
}
