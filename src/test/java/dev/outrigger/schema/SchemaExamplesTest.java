package dev.outrigger.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.outrigger.model.EmbeddedReference;
import dev.outrigger.model.Field;
import dev.outrigger.model.Index;
import dev.outrigger.model.Model;
import dev.outrigger.model.PrimaryKey;
import dev.outrigger.model.Relation;
import dev.outrigger.model.Scalar;
import dev.outrigger.model.Schema;
import dev.outrigger.model.Shape;
import dev.outrigger.model.Timestamps;

import org.junit.jupiter.api.Test;

import java.util.List;

/// Schemas of real applications, against what Amplify's transformer makes of them.
class SchemaExamplesTest {
    @Test
    void impliesTheForeignKeyOfHasManyOnTheChild() {
        Schema schema = SchemaFixture.file("post-comment.graphql");

        Model post = schema.required("Post");
        Model comment = schema.required("Comment");
        assertThat(post.relations())
                .containsExactly(
                        relation("comments", Relation.Kind.HAS_MANY, "Comment")
                                .joining(List.of("id"), List.of("postCommentsId")));
        assertThat(comment.relations())
                .containsExactly(
                        relation("post", Relation.Kind.BELONGS_TO, "Post")
                                .joining(List.of("postCommentsId"), List.of("id")));
        assertThat(comment.field("postCommentsId"))
                .contains(
                        new Field(
                                "postCommentsId",
                                Scalar.ID,
                                new Shape.Single(false),
                                Field.Origin.IMPLICIT_FOREIGN_KEY,
                                null,
                                List.of()));
        assertThat(comment.parents()).extracting(Relation::target).containsExactly("Post");
    }

    @Test
    void keepsTheOrderOfTheDocumentWithImpliedFieldsLast() {
        Model comment = SchemaFixture.file("post-comment.graphql").required("Comment");

        assertThat(comment.fields())
                .extracting(Field::name)
                .containsExactly("id", "content", "createdAt", "updatedAt", "postCommentsId");
        assertThat(comment.field("createdAt").orElseThrow().readOnly()).isTrue();
    }

    @Test
    void carriesACompositeKeyIntoTheForeignKeyThatARelationImplies() {
        Schema schema = SchemaFixture.file("composite-key.graphql");

        Model customer = schema.required("Customer");
        List<String> foreignKey =
                List.of("customerOrdersTenant", "customerOrdersRegion", "customerOrdersNumber");
        assertThat(customer.key())
                .isEqualTo(
                        new PrimaryKey(
                                List.of("tenant", "region", "number"), PrimaryKey.Kind.CUSTOM));
        assertThat(customer.relation("orders"))
                .contains(
                        relation("orders", Relation.Kind.HAS_MANY, "Order")
                                .joining(List.of("tenant", "region", "number"), foreignKey));
        Model order = schema.required("Order");
        assertThat(order.key().kind()).isEqualTo(PrimaryKey.Kind.OPTIONALLY_MANAGED_ID);
        assertThat(order.relation("customer").orElseThrow().localFields()).isEqualTo(foreignKey);
        assertThat(order.field("customerOrdersNumber").orElseThrow().type()).isEqualTo(Scalar.INT);
    }

    @Test
    void givesEachSideOfHasOneAForeignKeyOfItsOwn() {
        Schema schema = SchemaFixture.file("composite-key.graphql");

        assertThat(schema.required("User").relation("profile"))
                .contains(
                        relation("profile", Relation.Kind.HAS_ONE, "Profile")
                                .joining(List.of("userProfileId"), List.of("id")));
        assertThat(schema.required("Profile").relation("user"))
                .contains(
                        relation("user", Relation.Kind.BELONGS_TO, "User")
                                .joining(List.of("profileUserId"), List.of("id")));
    }

    @Test
    void namesTheQueryOfAnIndexAsAmplifyDoes() {
        Schema schema = SchemaFixture.file("composite-key.graphql");

        assertThat(schema.required("User").indexes())
                .containsExactly(
                        new Index(
                                "byLastName",
                                List.of("lastName", "createdAt"),
                                "usersByLastNameAndCreatedAt"));
        assertThat(schema.required("Customer").indexes())
                .containsExactly(
                        new Index("byEmail", List.of("email", "joined"), "customersByEmail"));
    }

    @Test
    void takesADeclaredTimestampForAFieldThatClientsWrite() {
        Model user = SchemaFixture.file("composite-key.graphql").required("User");

        assertThat(user.field("createdAt").orElseThrow().origin()).isEqualTo(Field.Origin.DECLARED);
        assertThat(user.timestamps()).isEqualTo(new Timestamps("createdAt", "updatedAt"));
    }

    @Test
    void readsEveryScalarListEnumAndEmbeddedType() {
        Schema schema = SchemaFixture.file("scalars.graphql");

        Model everything = schema.required("Everything");
        for (Scalar scalar : Scalar.values()) {
            assertThat(everything.fields()).extracting(Field::type).contains(scalar);
        }
        assertThat(everything.field("sListReq").orElseThrow().shape())
                .isEqualTo(new Shape.ListOf(true, true));
        assertThat(everything.field("iList").orElseThrow().shape())
                .isEqualTo(new Shape.ListOf(false, true));
        assertThat(everything.field("addresses").orElseThrow().type())
                .isEqualTo(new EmbeddedReference("Address"));
        assertThat(schema.embedded("Address").fields())
                .extracting(Field::name)
                .containsExactly("street", "city", "geo", "tags", "kind");
        assertThat(schema.enums()).hasSize(1);
    }

    @Test
    void readsConnectionsWithAName() {
        Schema schema = SchemaFixture.file("seed-post-comment-v1.graphql");

        assertThat(schema.required("Post").relation("comments"))
                .contains(
                        relation("comments", Relation.Kind.HAS_MANY, "Comment")
                                .joining(List.of("id"), List.of("commentPostId")));
        assertThat(schema.required("Comment").relation("post"))
                .contains(
                        relation("post", Relation.Kind.BELONGS_TO, "Post")
                                .joining(List.of("commentPostId"), List.of("id")));
    }

    @Test
    void readsConnectionsByKeyOfAJoinModel() {
        Schema schema = SchemaFixture.file("seed-many-to-many-v1.graphql");

        Model editor = schema.required("PostEditor");
        assertThat(editor.indexes())
                .containsExactly(
                        new Index("byPost", List.of("postID", "editorID"), null),
                        new Index("byEditor", List.of("editorID", "postID"), null));
        assertThat(schema.required("User").relation("posts"))
                .contains(
                        new Relation(
                                "posts",
                                Relation.Kind.HAS_MANY,
                                "PostEditor",
                                List.of("id"),
                                List.of("editorID"),
                                false,
                                List.of(),
                                new Relation.Reading("byEditor", 100)));
        assertThat(editor.operations().list()).isNull();
        assertThat(editor.operations().sync()).isEqualTo("syncPostEditors");
        assertThat(editor.relation("post"))
                .contains(
                        new Relation(
                                "post",
                                Relation.Kind.BELONGS_TO,
                                "Post",
                                List.of("postID"),
                                List.of("id"),
                                true,
                                List.of()));
    }

    @Test
    void makesAModelThatJoinsTheTwoSidesOfManyToMany() {
        Schema schema = SchemaFixture.file("many-to-many.graphql");

        Model join = schema.required("PostTags");
        assertThat(join.fields())
                .extracting(Field::name)
                .containsExactly("id", "postId", "tagId", "createdAt", "updatedAt");
        assertThat(join.field("tagId").orElseThrow().origin()).isEqualTo(Field.Origin.JOIN_KEY);
        assertThat(join.indexes())
                .containsExactly(
                        new Index("byPost", List.of("postId"), "postTagsByPostId"),
                        new Index("byTag", List.of("tagId"), "postTagsByTagId"));
        assertThat(join.parents()).extracting(Relation::target).containsExactly("Post", "Tag");
        assertThat(schema.required("Tag").relation("posts"))
                .contains(
                        new Relation(
                                "posts",
                                Relation.Kind.HAS_MANY,
                                "PostTags",
                                List.of("id"),
                                List.of("tagId"),
                                false,
                                List.of(),
                                new Relation.Reading("byTag", 100)));
    }

    private record Named(String name, Relation.Kind kind, String target) {
        Relation joining(List<String> local, List<String> other) {
            return new Relation(name, kind, target, local, other, false, List.of());
        }
    }

    private static Named relation(String name, Relation.Kind kind, String target) {
        return new Named(name, kind, target);
    }
}
