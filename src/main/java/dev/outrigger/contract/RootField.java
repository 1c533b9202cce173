package dev.outrigger.contract;

import dev.outrigger.model.Model;
import dev.outrigger.model.OperationNames;

import java.util.List;
import java.util.Optional;

/// Names of the root fields that a backend has for a model.
public final class RootField {
    private RootField() {}

    /// `getPost`: one item by its key; empty where it is not offered.
    public static Optional<String> get(Model model) {
        return Optional.ofNullable(model.operations().get());
    }

    /// `listPosts`: a page of items; empty where it is not offered.
    public static Optional<String> list(Model model) {
        return Optional.ofNullable(model.operations().list());
    }

    /// `syncPosts`: a page of a base or delta sync.
    public static String sync(Model model) {
        return model.operations().sync();
    }

    /// `_estimatePosts`: how many items a base sync brings, about. Not AppSync's.
    public static String estimate(Model model) {
        return "_estimate" + model.plural();
    }

    /// `_digestPosts`: which keys there are, in short. Not AppSync's.
    public static String digest(Model model) {
        return "_digest" + model.plural();
    }

    /// `_keysOfPosts`: the keys of some buckets of that digest. Not AppSync's.
    public static String keys(Model model) {
        return "_keysOf" + model.plural();
    }

    /// `createPost`, `updatePost`, `deletePost`; empty where it is not offered.
    public static Optional<String> mutation(Mutation.Kind kind, Model model) {
        OperationNames.Mutations names = model.operations().mutations();
        return Optional.ofNullable(
                switch (kind) {
                    case CREATE -> names.create();
                    case UPDATE -> names.update();
                    case DELETE -> names.delete();
                });
    }

    /// `onCreatePost`, `onUpdatePost`, `onDeletePost`; a schema can give each several names, or
    /// none.
    public static List<String> subscriptions(Mutation.Kind kind, Model model) {
        OperationNames.Subscriptions names = model.operations().subscriptions();
        return switch (kind) {
            case CREATE -> names.onCreate();
            case UPDATE -> names.onUpdate();
            case DELETE -> names.onDelete();
        };
    }

    /// `CreatePostInput`: the type of a mutation's `input`, whatever the mutation is called.
    public static String inputType(Mutation.Kind kind, Model model) {
        String verb =
                switch (kind) {
                    case CREATE -> "Create";
                    case UPDATE -> "Update";
                    case DELETE -> "Delete";
                };
        return verb + capitalised(model.name()) + "Input";
    }

    /// `ModelPostFilterInput`: the type of the filter of a sync query.
    public static String filterType(Model model) {
        return "Model" + capitalised(model.name()) + "FilterInput";
    }

    /// `ModelSubscriptionPostFilterInput`: the type of the filter of a subscription.
    public static String subscriptionFilterType(Model model) {
        return "ModelSubscription" + capitalised(model.name()) + "FilterInput";
    }

    private static String capitalised(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
