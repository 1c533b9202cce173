/// Names what travels between a replica and a backend that keeps the AppSync contract.
///
/// **Invariant:** outward names stay AppSync's and are translated here, once.
@NullMarked
package dev.outrigger.contract;

import org.jspecify.annotations.NullMarked;
