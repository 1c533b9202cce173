/// Decides what a caller may do with the items of a backend, by the rules of `@auth`.
///
/// **Invariant:** same rules, same caller, same item in: same decision out; and what no rule allows
/// is refused.
@NullMarked
package dev.outrigger.backend.authorization;

import org.jspecify.annotations.NullMarked;
