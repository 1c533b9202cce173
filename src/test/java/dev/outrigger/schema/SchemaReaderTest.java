package dev.outrigger.schema;

import static org.assertj.core.api.Assertions.assertThat;

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

class SchemaReaderTest {
    @Test
    void givesAModelWithoutIdOne() {
        Schema schema = SchemaFixture.schema("type Person @model { name: String }");
        Model person = schema.required("Person");

        assertThat(person.key())
                .isEqualTo(new PrimaryKey(List.of("id"), PrimaryKey.Kind.MANAGED_ID));
        assertThat(person.fields())
                .extracting(Field::name)
                .containsExactly("name", "id", "createdAt", "updatedAt");
        assertThat(person.field("id").orElseThrow().origin()).isEqualTo(Field.Origin.IMPLICIT_ID);
        assertThat(person.plural()).isEqualTo("People");
    }

    @Test
    void givesAModelWithAnotherKeyNoId() {
        Model item =
                SchemaFixture.schema("type Item @model { sku: String! @primaryKey name: String }")
                        .required("Item");

        assertThat(item.key()).isEqualTo(new PrimaryKey(List.of("sku"), PrimaryKey.Kind.CUSTOM));
        assertThat(item.field("id")).isEmpty();
    }

    @Test
    void renamesTimestampsLeavesThemOutAndLeavesOtherTypesToTheClient() {
        Schema schema =
                SchemaFixture.schema(
                        """
                        type Stamps @model(timestamps: {createdAt: "createdOn"}) { id: ID! }
                        type NoStamps @model(timestamps: null) { id: ID! }
                        type OwnStamps @model { id: ID! createdAt: AWSDateTime! updatedAt: String }
                        type OtherStamps @model { id: ID! createdAt: Int }
                        """);

        assertThat(schema.required("Stamps").timestamps())
                .isEqualTo(new Timestamps("createdOn", "updatedAt"));
        assertThat(schema.required("Stamps").fields())
                .extracting(Field::name)
                .containsExactly("id", "createdOn", "updatedAt");
        assertThat(schema.required("NoStamps").timestamps()).isEqualTo(new Timestamps(null, null));
        assertThat(schema.required("NoStamps").fields()).hasSize(1);
        assertThat(schema.required("OwnStamps").timestamps())
                .isEqualTo(new Timestamps("createdAt", "updatedAt"));
        assertThat(schema.required("OtherStamps").timestamps())
                .isEqualTo(new Timestamps(null, "updatedAt"));
    }

    @Test
    void readsSeveralIndexesOfOneFieldAndNamesThoseWithoutAName() {
        Model post =
                SchemaFixture.schema(
                                """
                                type Post @model {
                                  title: String!
                                    @index(sortKeyFields: ["date"])
                                    @index(name: "byTitle", queryField: null)
                                    @index(name: "byTitleToo", sortKeyFields: "views")
                                  date: AWSDateTime
                                  views: Int
                                }
                                """)
                        .required("Post");

        assertThat(post.indexes())
                .containsExactly(
                        new Index(
                                "postsByTitleAndDate",
                                List.of("title", "date"),
                                "postsByTitleAndDate"),
                        new Index("byTitle", List.of("title"), null),
                        new Index("byTitleToo", List.of("title", "views"), "postsByTitleAndViews"));
    }

    @Test
    void readsOlderKeys() {
        Model order =
                SchemaFixture.schema(
                                """
                                type Order @model
                                  @key(fields: ["customer", "date"])
                                  @key(name: "byStatus", fields: "status", queryField: "inStatus") {
                                  customer: String! date: AWSDate! status: String
                                }
                                """)
                        .required("Order");

        assertThat(order.key())
                .isEqualTo(new PrimaryKey(List.of("customer", "date"), PrimaryKey.Kind.CUSTOM));
        assertThat(order.indexes())
                .containsExactly(new Index("byStatus", List.of("status"), "inStatus"));
    }

    @Test
    void joinsByReferencesOnBothSides() {
        Schema schema =
                SchemaFixture.schema(
                        """
                        type Team @model { members: [Member] @hasMany(references: ["teamId"])
                          lead: Lead @hasOne(references: "teamId") }
                        type Member @model { teamId: ID
                          team: Team @belongsTo(references: ["teamId"]) }
                        type Lead @model { teamId: ID! team: Team @belongsTo(references: "teamId") }
                        """);

        assertThat(join(schema, "Team", "members")).isEqualTo("HAS_MANY [id]=[teamId]");
        assertThat(join(schema, "Team", "lead")).isEqualTo("HAS_ONE [id]=[teamId]");
        assertThat(join(schema, "Member", "team")).isEqualTo("BELONGS_TO [teamId]=[id]");
        assertThat(join(schema, "Lead", "team")).isEqualTo("BELONGS_TO [teamId]=[id]");
    }

    @Test
    void joinsByAnIndexWithItsFirstFieldOrAllOfThem() {
        Schema schema =
                SchemaFixture.schema(
                        """
                        type Shop @model { id: ID! city: String!
                          sales: [Sale] @hasMany(indexName: "byShop", fields: ["id"])
                          local: [Sale] @hasMany(indexName: "byShop", fields: ["id", "city"])
                          all: [Sale] @hasMany(indexName: "byShop") }
                        type Sale @model {
                          shopID: ID! @index(name: "byShop", sortKeyFields: ["city"])
                          city: String shop: Shop @belongsTo(fields: "shopID") }
                        """);

        assertThat(join(schema, "Shop", "sales")).isEqualTo("HAS_MANY [id]=[shopID]");
        assertThat(join(schema, "Shop", "local")).isEqualTo("HAS_MANY [id, city]=[shopID, city]");
        assertThat(join(schema, "Shop", "all")).isEqualTo("HAS_MANY [id]=[shopID]");
    }

    @Test
    void followsTheOtherSideWhereBelongsToNamesNoFields() {
        Schema schema =
                SchemaFixture.schema(
                        """
                        type Blog @model {
                          posts: [Post] @hasMany(indexName: "byBlog", fields: ["id"]) }
                        type Post @model { blogID: ID @index(name: "byBlog") blog: Blog @belongsTo }
                        """);

        assertThat(join(schema, "Post", "blog")).isEqualTo("BELONGS_TO [blogID]=[id]");
    }

    @Test
    void requiresTheImpliedForeignKeyOfARequiredRelation() {
        Schema schema =
                SchemaFixture.schema(
                        """
                        type User @model { profile: Profile! @hasOne }
                        type Profile @model { name: String }
                        """);

        assertThat(schema.required("User").field("userProfileId").orElseThrow().shape())
                .isEqualTo(new Shape.Single(true));
    }

    @Test
    void joinsAModelWithItself() {
        Schema schema =
                SchemaFixture.schema(
                        """
                        type Employee @model {
                          reports: [Employee] @hasMany
                          manager: Employee @belongsTo
                        }
                        """);

        assertThat(join(schema, "Employee", "reports"))
                .isEqualTo("HAS_MANY [id]=[employeeReportsId]");
        assertThat(join(schema, "Employee", "manager"))
                .isEqualTo("BELONGS_TO [employeeReportsId]=[id]");
    }

    @Test
    void readsConnectionsWithoutNameWithKeyFieldAndWithFields() {
        Schema schema =
                SchemaFixture.schema(
                        """
                        type Project @model { id: ID!
                          team: Team @connection
                          tasks: [Task] @connection
                          notes: [Note] @connection(keyField: "ownerId", sortField: "at", limit: 50)
                          leadId: ID lead: Team @connection(fields: ["leadId"]) }
                        type Team @model { id: ID! }
                        type Task @model { id: ID! }
                        type Note @model { id: ID! ownerId: ID at: AWSDateTime }
                        """);

        assertThat(join(schema, "Project", "team")).isEqualTo("BELONGS_TO [projectTeamId]=[id]");
        assertThat(join(schema, "Project", "tasks")).isEqualTo("HAS_MANY [id]=[projectTasksId]");
        assertThat(join(schema, "Project", "notes")).isEqualTo("HAS_MANY [id]=[ownerId]");
        assertThat(join(schema, "Project", "lead")).isEqualTo("BELONGS_TO [leadId]=[id]");
        assertThat(schema.required("Task").field("projectTasksId").orElseThrow().type())
                .isEqualTo(Scalar.ID);
    }

    @Test
    void takesTheNullableHalfOfASingleConnectionForTheOneThatHas() {
        Schema schema =
                SchemaFixture.schema(
                        """
                        type User @model { id: ID! card: Card @connection(name: "UserCard") }
                        type Card @model { id: ID! user: User! @connection(name: "UserCard") }
                        """);

        assertThat(join(schema, "User", "card")).isEqualTo("HAS_ONE [id]=[cardUserId]");
        assertThat(join(schema, "Card", "user")).isEqualTo("BELONGS_TO [cardUserId]=[id]");
    }

    @Test
    void readsDefaultsOfEveryKind() {
        Model bakery =
                SchemaFixture.schema(
                                """
                                type Bakery @model { name: String @default(value: "x")
                                  ovens: Int @default(value: "2")
                                  open: Boolean @default(value: "true")
                                  kind: Kind @default(value: "OLD") }
                                enum Kind { OLD NEW }
                                """)
                        .required("Bakery");

        assertThat(bakery.fields())
                .extracting(Field::defaultValue)
                .startsWith("x", "2", "true", "OLD");
    }

    @Test
    void letsEmbeddedTypesContainThemselvesWhereAValueCanEnd() {
        Schema schema =
                SchemaFixture.schema(
                        """
                        type Page @model { root: Block! }
                        type Block { text: String children: [Block!]! next: Block }
                        """);

        assertThat(schema.embedded("Block").fields()).hasSize(3);
    }

    @Test
    void readsADocumentOfManyTypes() {
        StringBuilder document = new StringBuilder();
        for (int index = 0; index < 600; index++) {
            document.append("type Kind%d @model { a: String b: [Int!]! }%n".formatted(index));
        }

        assertThat(SchemaFixture.schema(document.toString()).models()).hasSize(600);
    }

    private static String join(Schema schema, String model, String name) {
        Relation relation = schema.required(model).relation(name).orElseThrow();
        return relation.kind() + " " + relation.localFields() + "=" + relation.targetFields();
    }

    @Test
    void followsTheFirstOfSeveralRelationsFromTheOtherSide() {
        Model comment =
                SchemaFixture.schema(
                                """
                                type Post @model {
                                  comments: [Comment] @hasMany
                                  one: Comment @hasOne
                                }
                                type Comment @model { post: Post @belongsTo }
                                """)
                        .required("Comment");

        assertThat(comment.relation("post").orElseThrow().localFields())
                .containsExactly("postCommentsId");
    }

    @Test
    void keepsTheIndexAndTheLimitThatARelationNames() {
        Model post =
                SchemaFixture.schema(
                                """
                                type Post @model {
                                  id: ID!
                                  comments: [Comment]
                                    @hasMany(indexName: "byPost", fields: ["id"], limit: 7)
                                }
                                type Comment @model { postId: ID @index(name: "byPost") }
                                """)
                        .required("Post");

        assertThat(post.relation("comments").orElseThrow().reading())
                .isEqualTo(new Relation.Reading("byPost", 7));
    }
}
