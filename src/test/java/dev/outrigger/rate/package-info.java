/// Tests of how often somebody may do something.
@NullMarked
package dev.outrigger.rate;

import org.jspecify.annotations.NullMarked;
