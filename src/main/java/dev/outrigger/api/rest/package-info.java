/// Answers HTTP requests for one replica.
///
/// **Invariant:** every request gets exactly one answer, and a refused one stored nothing.
@NullMarked
package dev.outrigger.api.rest;

import org.jspecify.annotations.NullMarked;
