/// The command line: reads it, wires the parts of a process, starts them and stops them in reverse.
///
/// **Invariant:** whatever a user can cause ends in one line on standard error and an exit code,
/// never in a stack trace.
@NullMarked
package dev.outrigger.app;

import org.jspecify.annotations.NullMarked;
