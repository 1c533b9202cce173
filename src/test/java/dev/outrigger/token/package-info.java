/// Tests of tokens and of the keys that they are checked with.
@NullMarked
package dev.outrigger.token;

import org.jspecify.annotations.NullMarked;
