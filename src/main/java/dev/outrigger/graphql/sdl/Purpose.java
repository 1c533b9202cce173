package dev.outrigger.graphql.sdl;

/// What a schema document is for.
enum Purpose {
    /// To be shown: Amplify leaves out what only `syncX` uses.
    PRINTED,
    /// To be executed by a backend, which needs every type that is used.
    BACKEND,
    /// To be executed by a replica. Its items may not have reached the backend, which gives them
    /// versions and times, and their parents may not have reached the replica: what a backend
    /// promises of these cannot be promised here.
    REPLICA
}
