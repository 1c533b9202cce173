/// What DataStore's own test suites ask of us, and which of our tests hold it.
///
/// **Invariant:** `docs/acceptance-cases.md` names every case, and for each the tests that carry
/// its number, no more and no less.
@NullMarked
package dev.outrigger.acceptance;

import org.jspecify.annotations.NullMarked;
