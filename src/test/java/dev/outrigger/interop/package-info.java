/// Tests with clients that others wrote.
@NullMarked
package dev.outrigger.interop;

import org.jspecify.annotations.NullMarked;
