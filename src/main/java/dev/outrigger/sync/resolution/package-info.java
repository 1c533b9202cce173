/// Decides what becomes of a mutation that meets another item at the backend than the one that it
/// was made from.
///
/// **Invariant:** a field that only one side changed keeps that side's value, and no element of a
/// list that is merged comes twice because two sides have it.
@NullMarked
package dev.outrigger.sync.resolution;

import org.jspecify.annotations.NullMarked;
