package dev.outrigger.remote;

import dev.outrigger.contract.Mutation;
import dev.outrigger.model.ItemKey;
import dev.outrigger.model.Schema;
import dev.outrigger.model.Version;
import dev.outrigger.runtime.Backend;
import dev.outrigger.sync.StoredItem.Presence;
import dev.outrigger.sync.push.FetchOutcome;
import dev.outrigger.sync.push.PushOutcome;
import dev.outrigger.testing.Schemas;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.CompletionStage;

/// The schema of the adapter's tests, and items as a backend writes them.
final class RemoteFixture {
    static final String DOCUMENT =
            """
            type Post @model {
              id: ID!
              title: String!
              status: PostStatus!
              rating: Int
              score: Float
              published: Boolean
              seenAt: AWSTimestamp
              day: AWSDate
              tags: [String]
              extra: AWSJSON
              extras: [AWSJSON]
              origin: Place
              comments: [Comment] @hasMany
            }
            type Comment @model { id: ID! content: String post: Post @belongsTo }
            type Place { city: String! notes: AWSJSON inner: Corner }
            type Corner { name: String }
            enum PostStatus { ACTIVE INACTIVE }
            """;

    static final Schema SCHEMA = Schemas.of(DOCUMENT);
    static final RemoteModel POST = RemoteModel.of(SCHEMA, SCHEMA.required("Post"));
    static final List<String> MODELS = List.of("Post", "Comment");
    static final ItemKey KEY = new ItemKey("Post", List.of("p1"));

    private RemoteFixture() {}

    /// Sends one mutation by itself.
    static CompletionStage<PushOutcome> push(
            Backend backend, Mutation mutation, @Nullable Version base) {
        return backend.push(List.of(new Backend.Outgoing(mutation, base)))
                .thenApply(List::getFirst);
    }

    /// Sends one update by itself that brings its item back.
    static CompletionStage<PushOutcome> undelete(
            Backend backend, Mutation update, Version tombstone) {
        return backend.push(List.of(new Backend.Outgoing(update, tombstone, Presence.TOMBSTONE)))
                .thenApply(List::getFirst);
    }

    /// Reads one item by itself.
    static CompletionStage<FetchOutcome> fetch(Backend backend, ItemKey key) {
        return backend.fetch(List.of(key)).thenApply(List::getFirst);
    }

    /// A live post with only what every post has.
    static String post(String id, int version) {
        return """
        {"id":"%s","title":"A","status":"ACTIVE","_version":%d,"_lastChangedAt":1772443800123,\
        "_deleted":null}\
        """
                .formatted(id, version);
    }

    static String tombstone(String id, int version) {
        return post(id, version).replace("\"_deleted\":null", "\"_deleted\":true");
    }
}
