/// Tests of what becomes of conflicts.
@NullMarked
package dev.outrigger.sync.resolution;

import org.jspecify.annotations.NullMarked;
