/// Holds what the schema says and what an item is; knows nothing of storage, wire or time.
///
/// **Invariant:** every value of an item is in the normal form that its field's type names.
@NullMarked
package dev.outrigger.model;

import org.jspecify.annotations.NullMarked;
