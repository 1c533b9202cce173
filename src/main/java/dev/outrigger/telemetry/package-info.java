/// Names the keys of log lines.
///
/// **Invariant:** a key has one meaning everywhere.
@NullMarked
package dev.outrigger.telemetry;

import org.jspecify.annotations.NullMarked;
