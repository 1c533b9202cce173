package dev.outrigger.remote;

import dev.outrigger.remote.credentials.Access;

import java.util.function.Function;

/// What is needed to ask the backend for something and to read its answer.
///
/// @param models by name
record Desk(
        GraphQlEndpoint endpoint,
        Access access,
        Function<String, RemoteModel> models,
        AnswerMapping mapping) {
    RemoteModel model(String name) {
        return models.apply(name);
    }
}
