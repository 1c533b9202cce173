/// Writes clients of a sidecar's API, with the models of a schema as types of their language.
///
/// **Invariant:** what is generated depends on the schema alone, so that it can be kept under
/// version control and compared.
@NullMarked
package dev.outrigger.codegen.client;

import org.jspecify.annotations.NullMarked;
