/// Tests of the served backend, over real HTTP and WebSockets.
@NullMarked
package dev.outrigger.backend.graphql;

import org.jspecify.annotations.NullMarked;
