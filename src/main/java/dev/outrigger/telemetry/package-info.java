/// The names under which the program tells operators what it does.
///
/// **Invariant:** it depends on no other package, so every layer may log through it.
@NullMarked
package dev.outrigger.telemetry;

import org.jspecify.annotations.NullMarked;
