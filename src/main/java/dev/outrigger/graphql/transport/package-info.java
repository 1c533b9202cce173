/// How GraphQL travels: requests over HTTP, and `graphql-transport-ws`. Who gets in and what is
/// answered is its users' part.
///
/// **Invariant:** what a client leaves unread never grows beyond what its socket may hold.
@NullMarked
package dev.outrigger.graphql.transport;

import org.jspecify.annotations.NullMarked;
