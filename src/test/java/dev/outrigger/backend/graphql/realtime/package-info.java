/// Tests of the realtime channel, by raw messages.
@NullMarked
package dev.outrigger.backend.graphql.realtime;

import org.jspecify.annotations.NullMarked;
