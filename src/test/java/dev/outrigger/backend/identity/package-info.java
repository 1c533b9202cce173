/// Tests of who is let in.
@NullMarked
package dev.outrigger.backend.identity;

import org.jspecify.annotations.NullMarked;
