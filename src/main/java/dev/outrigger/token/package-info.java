/// Decides whether a token (JWT) is of an issuer who is trusted, and valid.
///
/// **Invariant:** a token counts only when a key that its issuer publishes has signed it.
@NullMarked
package dev.outrigger.token;

import org.jspecify.annotations.NullMarked;
