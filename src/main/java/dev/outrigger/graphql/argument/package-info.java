/// Reads the arguments of fields: filters, key conditions, limits.
///
/// **Invariant:** what was read is in the normal form of the model's fields, or was refused with
/// the argument's name.
@NullMarked
package dev.outrigger.graphql.argument;

import org.jspecify.annotations.NullMarked;
