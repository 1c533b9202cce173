/// Tests of the contract's words.
@NullMarked
package dev.outrigger.contract;

import org.jspecify.annotations.NullMarked;
