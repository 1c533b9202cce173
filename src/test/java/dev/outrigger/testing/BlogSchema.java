package dev.outrigger.testing;

import dev.outrigger.model.Item;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.schema.SchemaReader;
import dev.outrigger.schema.SchemaReading;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A schema with a field of every storage form and a relation of every kind.
public final class BlogSchema {
    public static final String DOCUMENT =
            """
            type Blog @model {
              id: ID!
              name: String
              posts: [Post] @hasMany(indexName: "byBlog", fields: ["id"])
            }

            type Post @model {
              id: ID!
              title: String!
              rating: Int
              score: Float
              published: Boolean
              seenAt: AWSTimestamp
              status: PostStatus
              tags: [String]
              ratings: [Int]
              details: Details
              meta: AWSJSON
              blogID: ID @index(name: "byBlog")
              blog: Blog @belongsTo(fields: ["blogID"])
              comments: [Comment] @hasMany(indexName: "byPost", fields: ["id"])
              coverID: ID
              cover: Cover @hasOne(fields: ["coverID"])
            }

            type Comment @model {
              id: ID!
              content: String!
              postID: ID @index(name: "byPost")
              post: Post @belongsTo(fields: ["postID"])
            }

            type Cover @model {
              id: ID!
              image: String
            }

            type Depot @model {
              country: ID! @primaryKey(sortKeyFields: ["number"])
              number: Int!
              name: String
              shelves: [Shelf] @hasMany(indexName: "byDepot", fields: ["country", "number"])
            }

            type Shelf @model {
              id: ID!
              label: String
              depotCountry: ID @index(name: "byDepot", sortKeyFields: ["depotNumber"])
              depotNumber: Int
              depot: Depot @belongsTo(fields: ["depotCountry", "depotNumber"])
            }

            type Folder @model {
              id: ID!
              name: String
              parentID: ID @index(name: "byParent")
              parent: Folder @belongsTo(fields: ["parentID"])
              folders: [Folder] @hasMany(indexName: "byParent", fields: ["id"])
            }

            enum PostStatus {
              ACTIVE
              INACTIVE
            }

            type Details {
              pages: Int
              words: Float
              authors: [String]
            }
            """;

    public static final Schema SCHEMA = read(DOCUMENT);

    private BlogSchema() {}

    public static Schema read(String document) {
        return switch (SchemaReader.read(document)) {
            case SchemaReading.Read(Schema schema) -> schema;
            case SchemaReading.Refused refused ->
                    throw new IllegalArgumentException(refused.findings().toString());
        };
    }

    public static Model model(String name) {
        return SCHEMA.required(name);
    }

    public static ItemKey key(String model, Object... values) {
        return new ItemKey(model, List.of(values));
    }

    /// @param fields names and values in turn
    public static Item item(String model, @Nullable Object... fields) {
        return Item.of(model(model), fields(fields));
    }

    /// @param fields names and values in turn
    public static Map<String, @Nullable Object> fields(@Nullable Object... fields) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int place = 0; place < fields.length; place += 2) {
            values.put((String) fields[place], fields[place + 1]);
        }
        return values;
    }
}
