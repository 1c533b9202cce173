/// Reads annotated GraphQL into the one immutable model of a schema.
///
/// **Invariant:** nothing of the document is ignored in silence: what is not understood is a
/// finding with its place.
@NullMarked
package dev.outrigger.schema;

import org.jspecify.annotations.NullMarked;
