/// Many replicas and a backend in one thread, on bad nights drawn from one seed.
///
/// **Invariant:** a seed decides everything: the same seed gives the same run.
@NullMarked
package dev.outrigger.simulation;

import org.jspecify.annotations.NullMarked;
