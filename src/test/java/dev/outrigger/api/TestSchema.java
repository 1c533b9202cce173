package dev.outrigger.api;

import dev.outrigger.model.Schema;
import dev.outrigger.schema.SchemaReader;
import dev.outrigger.schema.SchemaReading;

import java.util.List;

/// A schema with every kind of key, relation and field that the local API treats differently.
public final class TestSchema {
    private static final String DOCUMENT =
            """
            type Post @model {
              id: ID!
              title: String!
              status: PostStatus!
              rating: Int
              score: Float
              pinned: Boolean
              tags: [String]
              extra: AWSJSON
              publishedAt: AWSTimestamp
              comments: [Comment] @hasMany(indexName: "byPost", fields: ["id"])
            }

            type Comment @model {
              id: ID!
              content: String!
              postID: ID! @index(name: "byPost", queryField: "commentsByPost")
              post: Post @belongsTo(fields: ["postID"])
            }

            type Inventory @model {
              productId: ID! @primaryKey(sortKeyFields: ["warehouse", "name"])
              warehouse: Int!
              name: String!
              count: Int
            }

            enum PostStatus {
              ACTIVE
              INACTIVE
            }
            """;

    private TestSchema() {}

    public static Schema read() {
        return switch (SchemaReader.read(DOCUMENT)) {
            case SchemaReading.Read(Schema schema) -> schema;
            case SchemaReading.Refused(List<?> findings) ->
                    throw new IllegalStateException(findings.toString());
        };
    }
}
