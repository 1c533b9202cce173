/// Tests of what a backend decides.
@NullMarked
package dev.outrigger.conflict;

import org.jspecify.annotations.NullMarked;
