/// Prints the OpenAPI document of a replica's local API, from the declared routes and the schema.
///
/// **Invariant:** it says nothing about a route that the route's declaration does not say.
@NullMarked
package dev.outrigger.api.openapi;

import org.jspecify.annotations.NullMarked;
