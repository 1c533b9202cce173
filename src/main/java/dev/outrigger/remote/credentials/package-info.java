/// What a sidecar shows its backend to be let in: keys, tokens that are fixed, read, handed over or
/// renewed, and signatures.
///
/// **Invariant:** no key and no token is in a message, a log line or the text of an object.
@NullMarked
package dev.outrigger.remote.credentials;

import org.jspecify.annotations.NullMarked;
