/// Writes the GraphQL schema that Amplify's own transformer would write for the same models.
///
/// **Invariant:** names, nullability and arguments are Amplify's, its known quirks included.
@NullMarked
package dev.outrigger.graphql.sdl;

import org.jspecify.annotations.NullMarked;
