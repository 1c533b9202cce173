package dev.outrigger.contract;

import dev.outrigger.model.Model;

/// Names of the root fields that a backend has for a model.
public final class RootField {
    private RootField() {}

    /// `getPost`: one item by its key.
    public static String get(Model model) {
        return "get" + model.name();
    }

    /// `listPosts`: a page of items.
    public static String list(Model model) {
        return "list" + model.plural();
    }

    /// `syncPosts`: a page of a base or delta sync.
    public static String sync(Model model) {
        return "sync" + model.plural();
    }

    /// `_digestPosts`: which keys there are, in short. Not AppSync's.
    public static String digest(Model model) {
        return "_digest" + model.plural();
    }

    /// `_keysOfPosts`: the keys of some buckets of that digest. Not AppSync's.
    public static String keys(Model model) {
        return "_keysOf" + model.plural();
    }

    /// `createPost`, `updatePost`, `deletePost`.
    public static String mutation(Mutation.Kind kind, Model model) {
        return verb(kind) + model.name();
    }

    /// `onCreatePost`, `onUpdatePost`, `onDeletePost`.
    public static String subscription(Mutation.Kind kind, Model model) {
        return "on" + capitalised(verb(kind)) + model.name();
    }

    /// `CreatePostInput`: the type of a mutation's `input`.
    public static String inputType(Mutation.Kind kind, Model model) {
        return capitalised(verb(kind)) + model.name() + "Input";
    }

    private static String verb(Mutation.Kind kind) {
        return switch (kind) {
            case CREATE -> "create";
            case UPDATE -> "update";
            case DELETE -> "delete";
        };
    }

    private static String capitalised(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
