/// The second program: a server that keeps the AppSync contract.
///
/// **Invariant:** it shares nothing with a replica but the core and the tools.
@NullMarked
package dev.outrigger.backend;

import org.jspecify.annotations.NullMarked;
