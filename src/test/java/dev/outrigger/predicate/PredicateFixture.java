package dev.outrigger.predicate;

import dev.outrigger.model.Item;
import dev.outrigger.model.ItemReader;
import dev.outrigger.model.ItemReading;
import dev.outrigger.model.Model;
import dev.outrigger.model.Schema;
import dev.outrigger.schema.SchemaFixture;

import java.util.LinkedHashMap;
import java.util.Map;

/// One schema with a field of every kind, and short ways to make items and predicates of it.
final class PredicateFixture {
    static final Schema SCHEMA =
            SchemaFixture.schema(
                    """
                    type Post @model {
                      id: ID!
                      title: String
                      rating: Int
                      score: Float
                      done: Boolean
                      at: AWSTimestamp
                      day: AWSDate
                      status: Status
                      tags: [String]
                      sizes: [Int]
                      states: [Status]
                      meta: AWSJSON
                      address: Address
                      comments: [Comment] @hasMany
                    }
                    type Comment @model {
                      id: ID!
                      content: String
                      post: Post @belongsTo
                      replies: [Reply] @hasMany
                    }
                    type Reply @model { id: ID! text: String comment: Comment @belongsTo }
                    type Stock @model {
                      product: ID! @primaryKey(sortKeyFields: ["shelf"])
                      shelf: Int!
                      count: Int
                    }
                    type Address { city: String }
                    enum Status { ACTIVE INACTIVE PAUSED }
                    """);
    static final Model POST = SCHEMA.required("Post");

    private PredicateFixture() {}

    static Predicate predicate(Object json) {
        return predicate(POST, json);
    }

    static Predicate predicate(Model model, Object json) {
        return switch (new PredicateReader(SCHEMA).read(model, json, Relations.ALLOWED)) {
            case PredicateReading.Valid(Predicate predicate) -> predicate;
            case PredicateReading.Invalid(String path, String reason) ->
                    throw new AssertionError(path + ": " + reason);
        };
    }

    /// A post with some of its fields; the others are null.
    static Item post(Object... namesAndValues) {
        return item("Post", namesAndValues);
    }

    static Item item(String model, Object... namesAndValues) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", "1");
        for (int index = 0; index < namesAndValues.length; index += 2) {
            json.put((String) namesAndValues[index], namesAndValues[index + 1]);
        }
        return switch (new ItemReader(SCHEMA).read(SCHEMA.required(model), json)) {
            case ItemReading.Complete(Item item) -> item;
            case ItemReading.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    }

    static boolean matches(Object json, Item item) {
        return PredicateEvaluator.matches(predicate(json), item, RelatedItems.none());
    }
}
