/// Tests of the engine with a scripted backend and a clock that stands still.
///
/// **Invariant:** time passes only where a test says so.
@NullMarked
package dev.outrigger.runtime;

import org.jspecify.annotations.NullMarked;
