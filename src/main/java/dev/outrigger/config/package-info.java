/// Reads what a process is told, from options, environment and YAML, into records.
///
/// **Invariant:** a record of this package is complete and valid, or it does not exist; no text of
/// this package repeats a secret.
@NullMarked
package dev.outrigger.config;

import org.jspecify.annotations.NullMarked;
