/// What tests of several packages share: fakes, and the database of a test run.
///
/// **Invariant:** nothing here waits without a bound.
@NullMarked
package dev.outrigger.testing;

import org.jspecify.annotations.NullMarked;
