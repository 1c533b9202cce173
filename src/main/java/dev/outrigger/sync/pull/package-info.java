/// Decides when to listen, which page to pull next, and when a replica is caught up.
///
/// **Invariant:** the changefeed is open before the first page is pulled.
@NullMarked
package dev.outrigger.sync.pull;

import org.jspecify.annotations.NullMarked;
