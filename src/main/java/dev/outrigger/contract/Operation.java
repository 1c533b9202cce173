package dev.outrigger.contract;

/// One GraphQL operation, ready to be sent.
///
/// @param field its only root field, such as `syncPosts`: the answer is found at `data.<field>`
/// @param document the text; the operation in it is named `operation`, as Amplify's clients do
public record Operation(String field, String document) {}
